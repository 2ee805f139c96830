package dev.replicate4j.internal.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a body in memory, up to a limit. The rest of a longer body is not read, and its connection is closed. */
public final class LimitedBodySubscriber implements BodySubscriber<byte[]> {

    /** A body is longer than the limit. */
    public static final class BodyTooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        BodyTooLargeException(long limit) {
            super("the reply's body is longer than " + limit + " bytes, the limit that"
                    + " Replicate.builder().maxBodySize(...) sets");
        }
    }

    private final long limit;
    private final boolean cut;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final List<ByteBuffer> received = new ArrayList<>();
    private long size;
    private @Nullable Subscription subscription;

    private LimitedBodySubscriber(long limit, boolean cut) {
        this.limit = limit;
        this.cut = cut;
    }

    /** Makes a subscriber that fails where a body is longer than the limit. */
    static LimitedBodySubscriber failingBeyond(long limit) {
        return new LimitedBodySubscriber(limit, false);
    }

    /** Makes a subscriber that is content with the beginning of a body, also of one that breaks off. */
    public static LimitedBodySubscriber cuttingAt(long limit) {
        return new LimitedBodySubscriber(limit, true);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription source) {
        subscription = source;
        source.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (body.isDone()) {
            return; // sent before the cancellation arrived
        }
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
            received.add(buffer);
        }
        if (size > limit) {
            if (subscription != null) {
                subscription.cancel();
            }
            if (cut) {
                onComplete();
            } else {
                received.clear();
                body.completeExceptionally(new BodyTooLargeException(limit));
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (cut) {
            onComplete();
        } else {
            received.clear();
            body.completeExceptionally(failure);
        }
    }

    @Override
    public void onComplete() {
        byte[] bytes = new byte[(int) Math.min(size, limit)];
        int length = 0;
        for (ByteBuffer buffer : received) {
            int part = Math.min(buffer.remaining(), bytes.length - length);
            buffer.get(bytes, length, part);
            length += part;
        }
        received.clear();
        body.complete(bytes);
    }
}
