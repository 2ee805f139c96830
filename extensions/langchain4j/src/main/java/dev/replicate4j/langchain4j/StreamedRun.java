package dev.replicate4j.langchain4j;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.api.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A run whose pieces are handed on as they are made, in order, by one thread at a time. No thread waits for it. Cancelling it
 * cancels the run, and nothing is handed on after that.
 */
final class StreamedRun implements StreamingHandle, Flow.Subscriber<@Nullable Object> {

    /** Receives a run: pieces, and then either its end or its failure. */
    interface Receiver {

        /** Receives a part of the text; not empty. */
        void piece(String text, StreamingHandle handle);

        /** Receives the whole. */
        void end(FinishedRun run);

        /** Receives what went wrong. */
        void failure(LangChain4jException failure);
    }

    private final String model;
    private final Receiver receiver;
    private final List<@Nullable Object> pieces = new ArrayList<>();
    private volatile @Nullable CompletableFuture<?> creating;
    private volatile @Nullable OutputIterator<?> output;
    private volatile boolean cancelled;

    StreamedRun(String model, Receiver receiver) {
        this.model = model;
        this.receiver = receiver;
    }

    /** Hands on the output of a run that is being created. */
    <P extends @Nullable Object> void follow(CompletableFuture<OutputIterator<P>> creation) {
        creating = creation;
        creation.whenComplete((stream, failure) -> {
            if (failure != null) {
                onError(failure);
            } else {
                begin(stream);
            }
        });
        if (cancelled) {
            creation.cancel(true);
        }
    }

    private <P extends @Nullable Object> void begin(OutputIterator<P> stream) {
        output = stream;
        if (cancelled) {
            stream.close();
        } else {
            stream.publisher().subscribe(this);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(@Nullable Object piece) {
        pieces.add(piece);
        String text = ChatAnswer.text(piece);
        if (!cancelled && !text.isEmpty()) {
            receiver.piece(text, this);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!cancelled) {
            receiver.failure(LangChainFailures.of(unchecked(failure), prediction()));
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private @Nullable Prediction prediction() {
        OutputIterator<?> stream = output;
        return stream == null ? null : stream.prediction();
    }

    @Override
    public void onComplete() {
        Prediction last = prediction();
        if (!cancelled && last != null) {
            receiver.end(new FinishedRun(model, pieces, last));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        CompletableFuture<?> creation = creating;
        OutputIterator<?> stream = output;
        if (stream != null) {
            stream.close();
        } else if (creation != null) {
            creation.cancel(true);
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
