package dev.replicate4j.api;

import dev.replicate4j.internal.http.CancelableFuture;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks again and again until something has happened. No thread waits meanwhile. */
final class Waiting<T> {

    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Endpoint endpoint;
    private final Supplier<CompletableFuture<T>> question;
    private final Predicate<T> done;
    private final CancelableFuture<T> result = new CancelableFuture<>(this::stop);
    private final long start;

    private volatile @Nullable Future<?> current;

    private Waiting(Endpoint endpoint, Supplier<CompletableFuture<T>> question, Predicate<T> done) {
        this.endpoint = endpoint;
        this.question = question;
        this.done = done;
        this.start = endpoint.transport().scheduler().nanoTime();
    }

    /** Asks until the answer is right; fails when asking fails. Cancelling stops asking, nothing else. */
    static <T> CompletableFuture<T> until(
            Endpoint endpoint, Supplier<CompletableFuture<T>> question, Predicate<T> done) {
        Waiting<T> waiting = new Waiting<>(endpoint, question, done);
        waiting.ask();
        return waiting.result;
    }

    private void ask() {
        CompletableFuture<T> answer = question.get();
        hold(answer);
        answer.whenComplete((value, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (done.test(value)) {
                result.complete(value);
            } else {
                hold(endpoint.transport().scheduler().schedule(this::ask, interval()));
            }
        });
    }

    /** A twentieth of the time waited, so that waiting adds 5 % at most; within bounds that spare the API and the user. */
    private Duration interval() {
        Duration part = Duration.ofNanos((endpoint.transport().scheduler().nanoTime() - start) / 20);
        return part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }

    private void hold(Future<?> next) {
        current = next;
        if (result.isDone()) {
            next.cancel(true);
        }
    }

    private void stop() {
        Future<?> last = current;
        if (last != null) {
            last.cancel(true);
        }
    }
}
