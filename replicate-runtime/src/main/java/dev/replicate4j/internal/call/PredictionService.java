package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Predictions;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.Scheduler;
import dev.replicate4j.internal.http.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts runs and keeps what all runs of one client share. Thread-safe. */
public final class PredictionService implements AutoCloseable {

    /** Apart, so that the first client of a JVM is made without waiting for the JDK to find its first logger. */
    private static final class Log {
        static final Logger LOG = System.getLogger("dev.replicate4j.runs");
    }

    /** What a call may take longer than its timeout, to learn what became of the run. */
    private static final Duration TIME_TO_CANCEL = Duration.ofSeconds(5);

    private final Transport transport;
    private final Scheduler pacer;
    private final Predictions predictions;
    private final Consumer<Prediction> listener;
    private final Reconciler reconciler = new Reconciler(this);
    private final Map<Object, CompletableFuture<?>> canceling = new ConcurrentHashMap<>();
    private final Set<PendingRun> pendingRuns = ConcurrentHashMap.newKeySet();
    private final Set<Poller> pollers = ConcurrentHashMap.newKeySet();

    /**
     * Makes what starts runs.
     *
     * @param transport reaches the API
     * @param pacer the time that waiting goes by
     * @param listener hears of each new status of a run; on a thread that must not be blocked
     */
    public PredictionService(Transport transport, Scheduler pacer, Consumer<Prediction> listener) {
        this.transport = transport;
        this.pacer = pacer;
        this.predictions = new Predictions(Endpoint.direct(transport));
        this.listener = listener;
    }

    /**
     * Creates a prediction, which is billed, as soon as everything is there that it takes.
     *
     * @param name the model as messages call it
     * @param timeout bounds everything from now on; null for as long as it takes
     * @param preparing what is to be run; cancelled if the run is given up before
     */
    public PendingRun start(String name, @Nullable Duration timeout, CompletableFuture<PredictionSpec> preparing) {
        PendingRun pending = new PendingRun(this, name, timeout, preparing);
        pending.start();
        return pending;
    }

    Reconciler reconciler() {
        return reconciler;
    }

    /** Ends all waiting. Predictions go on, but for those that are just being cancelled: that is waited for, a few seconds. */
    @Override
    public void close() {
        pendingRuns.forEach(PendingRun::close);
        pollers.forEach(Poller::close);
        try {
            CompletableFuture.allOf(canceling.values().toArray(CompletableFuture[]::new))
                    .get(TIME_TO_CANCEL.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Log.LOG.log(Level.DEBUG, "Closed before all cancellations were answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes up a prediction that exists already. */
    public TrackedPrediction resume(
            String name, Prediction prediction, Function<Prediction, RuntimeException> failure) {
        PredictionTarget target =
                new PredictionTarget.PinnedVersion(null, prediction.version().orElse(""));
        PredictionSpec spec = new PredictionSpec(name, target, Map.of(), Duration.ZERO, null, null, List.of(), failure);
        return new TrackedPrediction(this, spec, prediction, false, pacer().nanoTime());
    }

    Transport transport() {
        return transport;
    }

    Predictions predictions() {
        return predictions;
    }

    Scheduler pacer() {
        return pacer;
    }

    /** What is being started. */
    Set<PendingRun> pendingRuns() {
        return pendingRuns;
    }

    /** What is being looked at. */
    Set<Poller> pollers() {
        return pollers;
    }

    /** Tells the listener, whose failures are not the run's. */
    void changed(Prediction prediction) {
        Log.LOG.log(Level.DEBUG, () -> "Prediction " + prediction.id() + " is " + prediction.status());
        try {
            listener.accept(prediction);
        } catch (RuntimeException e) {
            Log.LOG.log(Level.WARNING, "A run listener failed", e);
        }
    }

    /** Cancels a prediction and says within a few seconds what became of it. */
    CompletableFuture<Prediction> cancelInTime(String id) {
        CompletableFuture<Prediction> canceled = predictions.cancelAsync(id);
        Future<?> timer = pacer().schedule(() -> canceled.cancel(true), TIME_TO_CANCEL);
        return canceled.whenComplete((prediction, failure) -> timer.cancel(false));
    }

    /** Cancels a prediction that nobody waits for; the log says so. */
    void cancelQuietly(String name, String id) {
        CompletableFuture<Prediction> answer = predictions.cancelAsync(id);
        Object key = new Object();
        canceling.put(key, answer);
        answer.whenComplete((prediction, failure) -> {
            canceling.remove(key);
            if (failure == null) {
                changed(prediction);
            } else {
                Log.LOG.log(
                        Level.WARNING,
                        "Prediction " + id + " of " + name
                                + " was given up but could not be canceled; it goes on and is billed."
                                + " Cancel it with replicate.predictions().cancel(\"" + id + "\").",
                        failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }
}
