package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.InterruptedCallException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A run from the moment it is asked for, when its files may still have to be uploaded and the prediction does not exist.
 * If it is given up before the create is answered, it is cancelled as soon as its id is known. Thread-safe.
 */
public final class PendingRun {

    private final PredictionService runs;
    private final String name;
    private final @Nullable Duration timeout;
    private final CompletableFuture<PredictionSpec> preparing;
    private final CompletableFuture<TrackedPrediction> run = new CompletableFuture<>();
    private final long since;

    private volatile @Nullable PredictionSpec sent;
    private volatile long sentAt;
    private volatile boolean answeredEarly;

    PendingRun(
            PredictionService runs,
            String name,
            @Nullable Duration timeout,
            CompletableFuture<PredictionSpec> preparing) {
        this.runs = runs;
        this.name = name;
        this.timeout = timeout;
        this.preparing = preparing;
        this.since = runs.pacer().nanoTime();
    }

    void start() {
        runs.pendingRuns().add(this);
        run.whenComplete((live, failure) -> runs.pendingRuns().remove(this));
        if (timeout != null) {
            Future<?> deadline = runs.pacer().schedule(this::expire, timeout);
            run.whenComplete((live, failure) -> deadline.cancel(false));
        }
        preparing.whenComplete((spec, failure) -> {
            if (failure != null) {
                run.completeExceptionally(cause(failure));
            } else if (!run.isDone()) {
                send(spec);
            }
        });
    }

    private void send(PredictionSpec spec) {
        sentAt = runs.pacer().nanoTime();
        sent = spec;
        runs.reconciler().create(spec, () -> !run.isDone()).whenComplete((prediction, failure) -> {
            if (failure != null) {
                run.completeExceptionally(cause(failure));
            } else {
                known(spec, prediction);
            }
        });
    }

    /** An answer that can't be read, one without an id, must not leave the caller waiting. */
    private void known(PredictionSpec spec, Prediction prediction) {
        try {
            created(spec, prediction);
        } catch (RuntimeException e) {
            run.completeExceptionally(e);
        }
    }

    private void created(PredictionSpec spec, Prediction prediction) {
        answeredEarly = elapsed(sentAt).compareTo(spec.window()) < 0;
        runs.changed(prediction);
        TrackedPrediction live = new TrackedPrediction(runs, spec, prediction, true, sentAt);
        if (timeout != null) {
            live.expireAfter(timeout.minus(elapsed(since)));
        }
        if (!run.complete(live)) {
            live.abandon();
        }
    }

    /** Returns the run once it exists. Shared: not to be completed or cancelled. */
    public CompletableFuture<TrackedPrediction> run() {
        return run;
    }

    /** Returns whether the API was to hold its answer back. */
    public boolean waited() {
        PredictionSpec spec = sent;
        return spec != null && !spec.window().isZero();
    }

    /** Returns whether the API answered before it had to: it does so when the run has ended. */
    public boolean answeredEarly() {
        return answeredEarly;
    }

    /** Cancels the run, now or as soon as its id is known. */
    public void abandon() {
        PredictionSpec spec = sent;
        if (giveUp(new CancellationException("The call of " + name + " was given up.")) && spec != null) {
            runs.reconciler().cancelUnanswered(spec, sentAt);
        }
        run.thenAccept(TrackedPrediction::abandon);
    }

    /** The client is closed: nobody can tell any more what becomes of the create. */
    void close() {
        run.completeExceptionally(new IllegalStateException("The Replicate client was closed while " + name
                + " was being started. If a prediction was created, it goes on: see replicate.predictions().list()."));
    }

    private void expire() {
        PredictionSpec spec = sent;
        if (giveUp(spec == null ? CallFailures.unprepared(name, timeout) : CallFailures.unanswered(spec))
                && spec != null) {
            runs.reconciler().cancelUnanswered(spec, sentAt);
        }
    }

    /** Lets a run that does not exist yet never be, as far as that can be done; false if it exists, or never will. */
    private boolean giveUp(Throwable why) {
        preparing.cancel(true);
        return run.completeExceptionally(why);
    }

    /** Gives the run up for a thread that was interrupted while it waited, and says what that means. */
    public InterruptedCallException interrupted(InterruptedCallException interruption) {
        PredictionSpec spec = sent;
        abandon();
        TrackedPrediction live = run.isCompletedExceptionally() ? null : run.getNow(null);
        String then = live != null
                ? "Prediction " + live.id() + " is being canceled; what has run until then is billed."
                : spec == null
                        ? "No prediction had been created, and none will be."
                        : "The create was not answered yet; the prediction is canceled as soon as its id is known.";
        return new InterruptedCallException(
                "The thread was interrupted while it waited for " + name + ". " + then, interruption.getCause());
    }

    private Duration elapsed(long from) {
        return Duration.ofNanos(runs.pacer().nanoTime() - from);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException
                ? Objects.requireNonNullElse(failure.getCause(), failure)
                : failure;
    }
}
