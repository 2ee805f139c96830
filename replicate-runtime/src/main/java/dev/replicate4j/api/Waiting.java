package dev.replicate4j.api;

import dev.replicate4j.error.CallTimeoutException;
import dev.replicate4j.internal.http.CancelableFuture;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.Scheduler;
import dev.replicate4j.internal.http.TypedCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Polls a prediction or training until its status is terminal. No thread waits meanwhile. */
final class Waiting<T extends RunState> {

    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Endpoint endpoint;
    private final TypedCall<T> call;
    private final CancelableFuture<T> result = new CancelableFuture<>(this::stop);
    private final Scheduler scheduler;
    private final long start;

    private volatile @Nullable Future<?> current;
    private volatile @Nullable T latest;

    private Waiting(Endpoint endpoint, TypedCall<T> call) {
        this.endpoint = endpoint;
        this.call = call;
        this.scheduler = endpoint.transport().scheduler();
        this.start = scheduler.nanoTime();
    }

    /**
     * Polls; fails when a request fails. Cancelling stops polling, nothing else.
     *
     * @param call returns the current state
     * @param timeout how long to poll; null for as long as it takes
     */
    static <T extends RunState> CompletableFuture<T> until(
            Endpoint endpoint, TypedCall<T> call, String id, @Nullable Duration timeout) {
        Waiting<T> waiting = new Waiting<>(endpoint, call);
        if (timeout != null) {
            Future<?> alarm = waiting.scheduler.schedule(() -> waiting.expire(id, timeout), timeout);
            waiting.result.whenComplete((state, failure) -> alarm.cancel(false));
        }
        waiting.poll();
        return waiting.result;
    }

    private void poll() {
        CompletableFuture<T> answer = endpoint.send(call);
        hold(answer);
        answer.whenComplete((state, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                received(state);
            }
        });
    }

    private void received(T state) {
        latest = state;
        try {
            if (state.status().isTerminal()) {
                result.complete(state);
            } else {
                hold(scheduler.schedule(this::poll, interval()));
            }
        } catch (RuntimeException e) { // a state without a status, or a client that was closed
            result.completeExceptionally(e);
        }
    }

    private void expire(String id, Duration timeout) {
        T state = latest;
        CallTimeoutException expired = new CallTimeoutException(
                id + " had not ended after " + timeout.toMillis() / 1000.0 + " s, its status is "
                        + (state == null ? "unknown" : state.status())
                        + ". It goes on, and is billed: wait again, or cancel it.",
                id,
                null);
        if (result.completeExceptionally(expired)) {
            stop();
        }
    }

    /** A twentieth of the time waited, so that waiting adds 5 % at most; within bounds that spare the API and the user. */
    private Duration interval() {
        Duration part = Duration.ofNanos((scheduler.nanoTime() - start) / 20);
        return part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }

    private void hold(Future<?> next) {
        current = next;
        if (result.isDone()) {
            next.cancel(false);
        }
    }

    private void stop() {
        Future<?> last = current;
        if (last != null) {
            last.cancel(false);
        }
    }
}
