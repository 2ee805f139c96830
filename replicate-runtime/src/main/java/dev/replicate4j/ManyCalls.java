package dev.replicate4j;

import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.internal.http.Transport;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls a model for one input after the other, some at a time, and gives the outcomes in the order of the inputs. */
final class ManyCalls<I, O extends @Nullable Object> implements Iterator<Outcome<I, O>>, AutoCloseable {

    private final Iterator<? extends I> inputs;
    private final int concurrency;
    private final Function<I, CompletableFuture<O>> call;
    private final Queue<UnderWay<I, O>> window = new ArrayDeque<>();

    private record UnderWay<I, O extends @Nullable Object>(I input, CompletableFuture<O> output) {}

    ManyCalls(Iterator<? extends I> inputs, int concurrency, Function<I, CompletableFuture<O>> call) {
        this.inputs = inputs;
        this.concurrency = concurrency;
        this.call = call;
    }

    @Override
    public boolean hasNext() {
        return !window.isEmpty() || inputs.hasNext();
    }

    @Override
    public Outcome<I, O> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All calls have been made.");
        }
        fill();
        UnderWay<I, O> first = window.remove();
        try {
            O output = Transport.join(first.output());
            fill();
            return new Outcome<>(first.input(), output, null);
        } catch (InterruptedCallException e) {
            close();
            throw e;
        } catch (RuntimeException e) {
            return new Outcome<>(first.input(), null, e);
        }
    }

    private void fill() {
        while (window.size() < concurrency && inputs.hasNext()) {
            I input = inputs.next();
            window.add(new UnderWay<>(input, started(input)));
        }
    }

    /** A call that can't even be started has failed like any other. */
    private CompletableFuture<O> started(I input) {
        try {
            return call.apply(input);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Cancels what is under way. */
    @Override
    public void close() {
        window.forEach(call -> call.output().cancel(true));
        window.clear();
    }
}
