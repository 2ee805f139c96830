package dev.replicate4j.internal.transfer;

import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.CancelableFuture;
import dev.replicate4j.internal.http.DemandPublisher;
import dev.replicate4j.internal.http.Futures;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of an upload: read anew for each attempt. The HTTP client does not close what it no longer reads, so this
 * closes the stream of each attempt when the next begins, or all ends.
 */
public final class UploadBody {

    private final String name;
    private final long size;
    private final long limit;
    private final Supplier<InputStream> content;
    private final TransferListener listener;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private @Nullable UploadStream current;
    private boolean closed;

    /**
     * Prepares an upload. Nothing is read.
     *
     * @param size how many bytes there should be; -1 if unknown
     * @param limit how many bytes there may be
     * @param content opens the stream
     * @param listener is told how far an attempt has come
     */
    public UploadBody(String name, long size, long limit, Supplier<InputStream> content, TransferListener listener) {
        this.name = name;
        this.size = size;
        this.limit = limit;
        this.content = content;
        this.listener = listener;
    }

    /** Returns the content for one attempt, and ends the attempt before. */
    public BodyPublisher publisher() {
        DemandPublisher<ByteBuffer> publisher = new DemandPublisher<>(this::begin, false);
        if (size == 0) {
            return BodyPublishers.noBody();
        }
        return size > 0 ? BodyPublishers.fromPublisher(publisher, size) : BodyPublishers.fromPublisher(publisher);
    }

    private UploadStream begin() {
        UploadStream next = new UploadStream(name, size, limit, content, listener, failure::completeExceptionally);
        replace(next);
        return next;
    }

    private synchronized void replace(@Nullable UploadStream next) {
        if (current != null) {
            current.close();
        }
        current = next;
        if (closed && next != null) {
            next.close();
        }
    }

    private synchronized void close() {
        closed = true;
        replace(null);
    }

    /**
     * Ends the upload with the call that sends it, and the call with the upload, if that fails on this side.
     *
     * @param sent the call
     * @return its result. Cancelling it ends both
     */
    public <T> CompletableFuture<T> during(CompletableFuture<T> sent) {
        CancelableFuture<T> result = new CancelableFuture<>(() -> sent.cancel(true));
        failure.whenComplete((none, reason) -> {
            result.completeExceptionally(Futures.unwrap(reason));
            sent.cancel(true);
        });
        sent.whenComplete((value, reason) -> {
            close();
            if (reason == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(Futures.unwrap(reason));
            }
        });
        return result;
    }
}
