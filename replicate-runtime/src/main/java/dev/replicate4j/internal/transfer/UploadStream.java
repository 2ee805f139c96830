package dev.replicate4j.internal.transfer;

import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.DemandPublisher;
import dev.replicate4j.internal.http.DemandPublisher.Batch;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file for one attempt to upload it. Read on a thread of its own, since a stream may block for as long as it
 * likes, and the HTTP client has two threads.
 */
final class UploadStream implements DemandPublisher.Source<ByteBuffer>, Closeable {

    private static final int BUFFER = 64 * 1024;

    private final String name;
    private final long size;
    private final long limit;
    private final Supplier<InputStream> opening;
    private final TransferListener listener;
    private final Consumer<RuntimeException> failed;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(UploadStream::daemon);
    private @Nullable InputStream in;
    private boolean closed;
    private long count;

    /**
     * Prepares to read.
     *
     * @param size how many bytes there should be; -1 if unknown
     * @param limit how many bytes there may be
     * @param failed receives what makes further attempts pointless
     */
    UploadStream(
            String name,
            long size,
            long limit,
            Supplier<InputStream> opening,
            TransferListener listener,
            Consumer<RuntimeException> failed) {
        this.name = name;
        this.size = size;
        this.limit = limit;
        this.opening = opening;
        this.listener = listener;
        this.failed = failed;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "replicate4j-upload");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletableFuture<Batch<ByteBuffer>> next() {
        try {
            return CompletableFuture.supplyAsync(this::read, thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IOException("The upload of " + name + " was closed", e));
        }
    }

    private Batch<ByteBuffer> read() {
        try {
            byte[] bytes = open().readNBytes(BUFFER);
            count += bytes.length;
            boolean last = bytes.length < BUFFER;
            check(last);
            if (bytes.length > 0) {
                heard();
            }
            return new Batch<>(bytes.length == 0 ? List.of() : List.of(ByteBuffer.wrap(bytes)), last, null);
        } catch (IOException | RuntimeException e) {
            RuntimeException failure = e instanceof UploadException known ? known : unreadable(e);
            if (!isClosed()) {
                failed.accept(failure);
            }
            throw failure;
        }
    }

    private InputStream open() throws IOException {
        InputStream known = in();
        if (known != null) {
            return known;
        }
        InputStream opened = opening.get();
        synchronized (this) {
            in = opened;
        }
        if (isClosed()) {
            opened.close(); // nobody else will, since it was not there to be closed
            throw new IOException("The upload was closed");
        }
        return opened;
    }

    private void check(boolean last) {
        if (size >= 0 && (count > size || (last && count < size))) {
            throw new UploadException(name + " changed while it was uploaded: it had " + size + " bytes, and now has "
                    + (last ? count : "more") + ". Upload it again.");
        }
        if (count > limit) {
            throw new UploadException(name + " has more than the " + limit
                    + " bytes that Replicate takes. Put it on a web server, and give its URL to the model.");
        }
    }

    private void heard() {
        try {
            listener.transferred(name, count, size);
        } catch (RuntimeException e) {
            throw new UploadException("The upload of " + name + " was ended by its listener, which threw " + e, e);
        }
    }

    private UploadException unreadable(Exception cause) {
        Throwable reason = cause instanceof UncheckedIOException && cause.getCause() != null ? cause.getCause() : cause;
        return new UploadException(name + " could not be read to upload it: " + reason, cause);
    }

    private synchronized @Nullable InputStream in() {
        return in;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Interrupts the thread if it reads, and closes the stream. */
    @Override
    public void close() {
        InputStream open;
        synchronized (this) {
            closed = true;
            open = in;
        }
        thread.shutdownNow();
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            System.getLogger("dev.replicate4j.http")
                    .log(System.Logger.Level.DEBUG, "The stream of an upload cannot be closed", e);
        }
    }
}
