package dev.replicate4j.jobs;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Predictions;
import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.error.ServerException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Polls predictions until they have ended, however many there are: the polling interval grows with the time that a run takes,
 * and with the number of runs, so that all together stay within the account's rate limit. Holds no thread; thread-safe.
 */
final class RunPoller {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Replicate allows five times as many other requests as creates. */
    private static final int READS_PER_CREATE = 5;

    private final ScheduledExecutorService timer;
    private final Duration perRead;
    private final Duration timeToAppear;
    private final AtomicInteger polled = new AtomicInteger();

    /**
     * Makes a poller.
     *
     * @param timeToAppear for how long a new prediction may not be known everywhere
     */
    RunPoller(ScheduledExecutorService timer, int createsPerMinute, Duration timeToAppear) {
        this.timer = timer;
        this.perRead = Duration.ofMinutes(1).dividedBy((long) createsPerMinute * READS_PER_CREATE);
        this.timeToAppear = timeToAppear;
    }

    /**
     * Polls a prediction.
     *
     * @return the prediction, whose status is terminal; fails with what the API refuses it with
     */
    CompletableFuture<Prediction> end(Predictions predictions, String id) {
        CompletableFuture<Prediction> end = new CompletableFuture<>();
        polled.incrementAndGet();
        end.whenComplete((prediction, failure) -> polled.decrementAndGet());
        read(predictions, id, System.nanoTime(), end);
        return end;
    }

    private void read(Predictions predictions, String id, long start, CompletableFuture<Prediction> end) {
        if (end.isDone()) {
            return;
        }
        predictions.getAsync(id).whenComplete((prediction, failure) -> {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            try {
                if (failure == null && prediction.status().isTerminal()) {
                    end.complete(prediction);
                } else if (failure != null && isFinal(Failures.unwrap(failure), waited)) {
                    end.completeExceptionally(Failures.unwrap(failure));
                } else {
                    Duration pause = interval(waited);
                    timer.schedule(() -> read(predictions, id, start, end), pause.toNanos(), TimeUnit.NANOSECONDS);
                }
            } catch (RejectedExecutionException closed) {
                end.completeExceptionally(closed);
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
    }

    /** A run that is paid is not given up because of a connection or a server. */
    private boolean isFinal(@Nullable Throwable failure, Duration waited) {
        if (failure instanceof NotFoundException) {
            return waited.compareTo(timeToAppear) >= 0;
        }
        boolean passes = failure instanceof ServerException || failure instanceof RateLimitException;
        return failure instanceof ApiException && !passes || failure instanceof IllegalStateException;
    }

    private Duration interval(Duration waited) {
        Duration part = waited.dividedBy(20);
        Duration own = part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
        Duration share = perRead.multipliedBy(polled.get());
        return own.compareTo(share) < 0 ? share : own;
    }
}
