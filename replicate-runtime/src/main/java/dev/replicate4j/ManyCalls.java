package dev.replicate4j;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.internal.http.Futures;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls a model for one input after the other, some at a time, and gives their outcomes. */
final class ManyCalls<I, O extends @Nullable Object> implements Iterator<Outcome<I, O>>, AutoCloseable {

    private final Iterator<? extends I> inputs;
    private final int concurrency;
    private final boolean ordered;
    private final Function<I, Started<I, O>> call;
    private final Queue<Started<I, O>> underWay = new ArrayDeque<>();
    private final BlockingQueue<Started<I, O>> ended = new LinkedBlockingQueue<>();

    /**
     * A call that has been started.
     *
     * @param latest the prediction as it was last seen; null if none was created
     */
    record Started<I, O extends @Nullable Object>(
            I input, CompletableFuture<O> output, Supplier<@Nullable Prediction> latest) {}

    /**
     * Makes calls that are yet to be started.
     *
     * @param ordered whether the outcomes come in the order of the inputs, or as the calls end
     */
    ManyCalls(Iterator<? extends I> inputs, int concurrency, boolean ordered, Function<I, Started<I, O>> call) {
        this.inputs = inputs;
        this.concurrency = concurrency;
        this.ordered = ordered;
        this.call = call;
    }

    @Override
    public boolean hasNext() {
        return !underWay.isEmpty() || inputs.hasNext();
    }

    @Override
    public Outcome<I, O> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All calls have been made.");
        }
        fill();
        try {
            Outcome<I, O> outcome = outcome(ordered ? underWay.remove() : firstEnded());
            fill();
            return outcome;
        } catch (InterruptedCallException e) {
            close();
            throw e;
        }
    }

    private Started<I, O> firstEnded() {
        try {
            Started<I, O> first = ended.take();
            underWay.remove(first);
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    "The thread was interrupted while it waited for the first of several calls. All are being canceled.",
                    e);
        }
    }

    private static <I, O extends @Nullable Object> Outcome<I, O> outcome(Started<I, O> started) {
        try {
            O output = Futures.join(started.output());
            return new Outcome<>(started.input(), output, null, started.latest().get());
        } catch (InterruptedCallException e) {
            started.output().cancel(true);
            throw e;
        } catch (RuntimeException e) {
            return new Outcome<>(started.input(), null, e, started.latest().get());
        }
    }

    private void fill() {
        while (underWay.size() < concurrency && inputs.hasNext()) {
            Started<I, O> started = call.apply(inputs.next());
            underWay.add(started);
            if (!ordered) {
                started.output().whenComplete((output, failure) -> ended.add(started));
            }
        }
    }

    /** Cancels what is under way. */
    @Override
    public void close() {
        underWay.forEach(started -> started.output().cancel(true));
        underWay.clear();
    }
}
