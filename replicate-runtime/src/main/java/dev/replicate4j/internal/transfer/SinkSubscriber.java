package dev.replicate4j.internal.transfer;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Receives the body of a response into a sink. Its own result is empty. */
final class SinkSubscriber implements BodySubscriber<byte[]> {

    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private final ContentInfo info;
    private final DownloadSink<?> sink;
    private final Runnable progress;
    private final Consumer<Throwable> local;
    private Flow.@Nullable Subscription subscription;

    /**
     * Makes the receiver of one response.
     *
     * @param progress runs after each write
     * @param local receives a failure on this side, for example a full disk: no further attempt would help
     */
    SinkSubscriber(ContentInfo info, DownloadSink<?> sink, Runnable progress, Consumer<Throwable> local) {
        this.info = info;
        this.sink = sink;
        this.progress = progress;
        this.local = local;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        attempt(() -> sink.begin(this, info, subscription));
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        attempt(() -> {
            sink.write(this, bytes);
            progress.run();
        });
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.complete(new byte[0]);
    }

    private void attempt(Step step) {
        if (done.isDone()) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException | Error e) {
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
