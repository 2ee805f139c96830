package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.http.RequestOptions;
import dev.replicate4j.internal.http.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts the runs of one client, and ends them with it. Thread-safe. */
public final class PredictionService implements AutoCloseable {

    /** What closing may take: to find and cancel what is just being created takes the time that a list is behind. */
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(8);

    private final CallContext context;
    private final Set<PendingRun> pendingRuns = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Makes what starts runs.
     *
     * @param transport reaches the API
     * @param listener hears of each new status of a run; on a thread that must not be blocked
     */
    public PredictionService(Transport transport, Consumer<Prediction> listener) {
        this.context = new CallContext(transport, listener);
    }

    /** How a run is started. */
    public enum Mode {
        /** The calling thread waits, and may do the sending itself; the run ends with the client. */
        BLOCKING_CALL(true),
        /** A future waits; the run ends with the client. */
        CALL(true),
        /** The run is its user's, and goes on when the client is closed. */
        DETACHED(false);

        private final boolean endsWithClient;

        Mode(boolean endsWithClient) {
            this.endsWithClient = endsWithClient;
        }
    }

    /**
     * Creates a prediction, which is billed, as soon as everything is there that it takes.
     *
     * @param name the model as messages call it
     * @param call what listeners know the call by; null for nothing
     * @param timeout bounds everything from now on; null for as long as it takes
     * @param preparing what is to be run; cancelled if the run is given up before
     */
    public PendingRun start(
            String name,
            @Nullable Object call,
            @Nullable Duration timeout,
            Mode mode,
            CompletableFuture<PredictionSpec> preparing) {
        PendingRun pending = new PendingRun(context.forCall(call), name, timeout, mode.endsWithClient, preparing);
        pendingRuns.add(pending);
        pending.settled().whenComplete((done, failure) -> pendingRuns.remove(pending));
        if (closed) {
            pending.end(
                    new IllegalStateException("This Replicate client is closed. Make a new one, or close it later."));
        } else {
            pending.start(mode == Mode.BLOCKING_CALL);
        }
        return pending;
    }

    /** Takes up a prediction that exists already. */
    public TrackedPrediction resume(
            String name, Prediction prediction, Function<Prediction, RuntimeException> failure) {
        PredictionTarget target =
                new PredictionTarget.PinnedVersion(null, prediction.version().orElse(""));
        PredictionSpec spec = new PredictionSpec(
                name, target, Map.of(), Duration.ZERO, null, null, List.of(), RequestOptions.DEFAULT, failure);
        Origin origin = new Origin(false, false, false);
        return new TrackedPrediction(
                context, spec, prediction, origin, context.scheduler().nanoTime());
    }

    /**
     * Ends all waiting. Runs that users have started go on; those of calls are cancelled, and so are those whose creates are
     * not answered yet. That is waited for, some seconds, and an interrupt does not cut it short.
     */
    @Override
    public void close() {
        closed = true;
        pendingRuns.forEach(PendingRun::close);
        context.activities().forEach(CallContext.Activity::close);
        long limit = System.nanoTime() + TIME_TO_CLOSE.toNanos();
        boolean interrupted = false;
        while (!context.endings().isEmpty() && limit - System.nanoTime() > 0) {
            try {
                CompletableFuture.allOf(context.endings().toArray(CompletableFuture[]::new))
                        .get(limit - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                // What has failed is logged where it failed; what is late is logged below.
                interrupted |= Thread.interrupted();
            }
        }
        pendingRuns.forEach(PendingRun::notFound);
        context.releaseAccounts();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
