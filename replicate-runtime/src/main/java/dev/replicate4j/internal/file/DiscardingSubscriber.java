package dev.replicate4j.internal.file;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Takes no body: that of an error may be of any length, and says nothing that the status does not.
 *
 * @param result what it yields in place of the body
 */
record DiscardingSubscriber<T>(T result) implements BodySubscriber<T> {

    @Override
    public CompletionStage<T> getBody() {
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        // Sent before the cancellation arrived.
    }

    @Override
    public void onError(Throwable failure) {
        // Nothing was asked for, so nothing is missing.
    }

    @Override
    public void onComplete() {
        // The result was there from the start.
    }
}
