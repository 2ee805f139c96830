package dev.replicate4j.internal.file;

import dev.replicate4j.api.TransferListener;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Receives the body of a reply into a part file. Yields true: the body was taken. */
final class PartFileSubscriber implements BodySubscriber<Boolean> {

    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final ContentInfo info;
    private final PartFile part;
    private final TransferListener listener;
    private final String url;
    private final Consumer<Exception> local;
    private Flow.@Nullable Subscription subscription;

    /**
     * Makes the receiver of one reply.
     *
     * @param local hears of what failed on this side, a full disk for example: no further attempt would help
     */
    PartFileSubscriber(
            String url, ContentInfo info, PartFile part, TransferListener listener, Consumer<Exception> local) {
        this.url = url;
        this.info = info;
        this.part = part;
        this.listener = listener;
        this.local = local;
    }

    @Override
    public CompletionStage<Boolean> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        attempt(() -> part.begin(this, info));
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        attempt(() -> {
            part.write(this, bytes);
            listener.transferred(url, part.size(), part.total());
        });
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.complete(true);
    }

    private void attempt(Step step) {
        if (done.isDone()) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            local.accept(e);
            done.completeExceptionally(e);
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
