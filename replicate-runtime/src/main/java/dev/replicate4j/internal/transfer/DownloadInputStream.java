package dev.replicate4j.internal.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The content of a file as it arrives, for a thread that blocks. */
public final class DownloadInputStream extends InputStream {

    private final String url;
    private final FileStream file;
    private final Deque<ByteBuffer> arrived = new ArrayDeque<>();
    private boolean ended;
    private volatile boolean closed;

    private DownloadInputStream(String url, FileStream file) {
        this.url = url;
        this.file = file;
    }

    /**
     * Starts a download and waits for its first response.
     *
     * @throws IOException if the file cannot be had
     */
    public static InputStream open(String url, RetryTimings timings, Download.Source source) throws IOException {
        FileStream file = FileStream.start(url, timings, source);
        DownloadInputStream stream = new DownloadInputStream(url, file);
        stream.await(file.opened());
        return stream;
    }

    /** Waits; an interrupt ends the download. */
    private <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return FileExceptions.await(url, future);
        } catch (ClosedByInterruptException e) {
            close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        ByteBuffer buffer = buffer();
        return buffer == null ? -1 : buffer.get() & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = buffer();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        return count;
    }

    /** Returns the buffer to read from, which waits for one; null at the end. */
    private @Nullable ByteBuffer buffer() throws IOException {
        while (!ended || !arrived.isEmpty()) {
            if (closed) {
                throw new IOException("The stream is closed");
            }
            ByteBuffer first = arrived.peek();
            if (first == null) {
                arrived.addAll(await(file.next()));
                ended = arrived.isEmpty();
            } else if (first.hasRemaining()) {
                return first;
            } else {
                arrived.remove();
            }
        }
        return null;
    }

    @Override
    public int available() {
        ByteBuffer first = arrived.peek();
        return first == null ? 0 : first.remaining();
    }

    @Override
    public void close() {
        closed = true;
        file.cancel();
    }
}
