package dev.replicate4j.internal.transfer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A download that is read as it arrives, no faster than its reader asks for bytes. When the connection breaks, it resumes, as
 * long as the server can tell that the file is still the same.
 *
 * <p>Guarded by itself; its futures complete outside of the lock.
 */
public final class FileStream implements DownloadSink<Long> {

    private final Queue<List<ByteBuffer>> arrived = new ArrayDeque<>();
    private final CompletableFuture<FileStream> opened = new CompletableFuture<>();
    private CompletableFuture<Long> download = new CompletableFuture<>();
    private @Nullable CompletableFuture<List<ByteBuffer>> waiting;
    private @Nullable ContentInfo origin;
    private @Nullable Object writer;
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean unusable;
    private long size;
    private long idle;

    private FileStream() {}

    /** Starts a download, whose bytes come when they are asked for. */
    public static FileStream start(String url, RetryTimings timings, Download.Source source) {
        FileStream stream = new FileStream();
        stream.download = new Download<>(url, stream, timings, (file, bytes, total) -> {}, source).start();
        stream.download.whenComplete((size, failure) -> stream.end(failure));
        return stream;
    }

    /** Completes when the first response has come; fails as the download does. */
    CompletableFuture<FileStream> opened() {
        return opened;
    }

    /** Ends the download. */
    public void cancel() {
        download.cancel(true);
    }

    /**
     * Asks for the next bytes; not before those asked for last have come.
     *
     * @return at least one byte; nothing at the end. Fails as the download does
     */
    public CompletableFuture<List<ByteBuffer>> next() {
        CompletableFuture<List<ByteBuffer>> next = new CompletableFuture<>();
        synchronized (this) {
            List<ByteBuffer> first = arrived.poll();
            if (first != null) {
                return CompletableFuture.completedFuture(first);
            }
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            if (ended) {
                return CompletableFuture.completedFuture(List.of());
            }
            waiting = next;
        }
        request();
        return next;
    }

    /** Ends it: with the failure of the download, or null after the last byte. */
    private void end(@Nullable Throwable reason) {
        CompletableFuture<List<ByteBuffer>> reader;
        synchronized (this) {
            ended = true;
            failure = reason;
            reader = waiting;
            waiting = null;
        }
        if (reason != null) {
            opened.completeExceptionally(reason);
        }
        if (reader != null && reason != null) {
            reader.completeExceptionally(reason);
        } else if (reader != null) {
            reader.complete(List.of());
        }
    }

    @Override
    public synchronized long size() {
        return size;
    }

    @Override
    public synchronized long total() {
        return origin == null ? -1 : origin.total();
    }

    /** A reader that asks for nothing is no reason to give a connection up. */
    @Override
    public synchronized long activity() {
        return waiting == null && origin != null ? --idle : size;
    }

    @Override
    public synchronized Map<String, String> rest() {
        return origin == null ? Map.of() : origin.rest(size);
    }

    @Override
    public synchronized boolean isResumable() {
        return !unusable && (size == 0 || (origin != null && origin.validator() != null));
    }

    @Override
    public synchronized boolean fits(ContentInfo info) {
        return size == 0 ? info.isWhole() : origin != null && info.continues(origin, size);
    }

    @Override
    public void begin(Object receiver, ContentInfo info, Flow.Subscription source) {
        boolean wanted;
        synchronized (this) {
            writer = receiver;
            subscription = source;
            origin = size == 0 ? info : origin;
            wanted = waiting != null;
        }
        opened.complete(this);
        if (wanted) {
            source.request(1);
        }
    }

    @Override
    public void write(Object receiver, List<ByteBuffer> bytes) {
        CompletableFuture<List<ByteBuffer>> reader;
        long count = bytes.stream().mapToLong(ByteBuffer::remaining).sum();
        synchronized (this) {
            if (!receiver.equals(writer)) {
                return;
            }
            size += count;
            reader = waiting;
            if (count > 0 && reader == null) {
                arrived.add(bytes);
            } else if (count > 0) {
                waiting = null;
            }
        }
        if (count > 0 && reader != null) {
            reader.complete(bytes);
        } else if (reader != null) {
            request();
        }
    }

    private void request() {
        Flow.Subscription source;
        synchronized (this) {
            source = subscription;
        }
        if (source != null) {
            source.request(1);
        }
    }

    @Override
    public synchronized void release() {
        writer = null;
        subscription = null;
    }

    /** What a reader has seen cannot be taken back. */
    @Override
    public synchronized void reset() {
        unusable = size > 0;
        origin = unusable ? origin : null;
    }

    @Override
    public synchronized @Nullable String flaw() {
        long total = total();
        return total < 0 || size == total ? null : size + " bytes came, but the server had announced " + total;
    }

    @Override
    public Long commit() {
        return size();
    }

    @Override
    public void close() {
        release();
    }

    @Override
    public String toString() {
        return "a stream";
    }
}
