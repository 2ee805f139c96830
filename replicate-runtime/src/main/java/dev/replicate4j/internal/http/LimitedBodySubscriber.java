package dev.replicate4j.internal.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of a body that may be of any length: no more than a limit, and then no longer. */
public final class LimitedBodySubscriber implements BodySubscriber<byte[]> {

    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int limit;
    private Flow.@Nullable Subscription subscription;

    /**
     * Makes a subscriber for one body.
     *
     * @param limit how many bytes it takes at most; the rest is dropped, and the connection with it
     */
    public LimitedBodySubscriber(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] piece = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
            buffer.get(piece);
            bytes.writeBytes(piece);
        }
        if (bytes.size() == limit && subscription != null) {
            subscription.cancel();
            result.complete(bytes.toByteArray());
        }
    }

    /** Keeps what has come: the beginning of the body is all that was wanted. */
    @Override
    public void onError(Throwable failure) {
        result.complete(bytes.toByteArray());
    }

    @Override
    public void onComplete() {
        result.complete(bytes.toByteArray());
    }
}
