package dev.replicate4j.internal.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A download that is read as it arrives. When the connection breaks off, it resumes, as long as the server can tell that
 * the file is still the same.
 */
public final class FileStream implements AutoCloseable {

    private final String url;
    private final StreamSink sink;
    private final CompletableFuture<Long> download;

    private FileStream(String url, StreamSink sink, CompletableFuture<Long> download) {
        this.url = url;
        this.sink = sink;
        this.download = download;
    }

    /** Starts a download, whose bytes come when they are asked for. */
    public static FileStream start(String url, RetryTimings timings, Download.Source source) {
        StreamSink sink = new StreamSink();
        CompletableFuture<Long> download =
                new Download<>(url, sink, timings, (file, bytes, total) -> {}, source).start();
        download.whenComplete((size, failure) -> sink.end(failure));
        return new FileStream(url, sink, download);
    }

    /** Completes when the first response has come; fails as the download does. */
    CompletableFuture<StreamSink> opened() {
        return sink.opened();
    }

    /**
     * Asks for the next bytes; not before those asked for last have come.
     *
     * @return at least one byte; nothing at the end. Fails as the download does
     */
    public CompletableFuture<List<ByteBuffer>> next() {
        return sink.next();
    }

    /** Waits for bytes; an interrupt ends the download. */
    <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return await(url, future);
        } catch (ClosedByInterruptException e) {
            close();
            throw e;
        }
    }

    /**
     * Waits for a part of a download.
     *
     * @throws ClosedByInterruptException if the thread is interrupted; the future is cancelled then, and the flag set again
     * @throws IOException what the future failed with
     */
    public static <T> T await(String url, CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        } catch (ExecutionException e) {
            throw FileExceptions.here(url, e.getCause() == null ? e : e.getCause());
        }
    }

    /** Ends the download. */
    @Override
    public void close() {
        download.cancel(true);
    }
}
