package dev.replicate4j.internal.file;

import dev.replicate4j.internal.http.DemandPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The content of a local copy, in buffers. */
final class LocalContent implements DemandPublisher.Source<ByteBuffer> {

    private static final int BUFFER = 64 * 1024;

    private final Opening opening;
    private @Nullable InputStream in;

    LocalContent(Opening opening) {
        this.opening = opening;
    }

    @Override
    public CompletableFuture<DemandPublisher.Batch<ByteBuffer>> next() {
        try {
            InputStream source = in == null ? opening.open() : in;
            in = source;
            byte[] bytes = source.readNBytes(BUFFER);
            boolean last = bytes.length < BUFFER;
            if (last) {
                source.close();
            }
            List<ByteBuffer> items = bytes.length == 0 ? List.of() : List.of(ByteBuffer.wrap(bytes));
            return CompletableFuture.completedFuture(new DemandPublisher.Batch<>(items, last, null));
        } catch (IOException e) {
            close();
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            // Everything was read that was asked for.
            in = null;
        }
    }

    /** Opens the content. */
    interface Opening {
        InputStream open() throws IOException;
    }
}
