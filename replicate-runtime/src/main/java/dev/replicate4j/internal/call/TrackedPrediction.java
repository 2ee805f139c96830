package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One prediction under way, as this client knows it. It is watched only while someone waits for its end, its pieces or its
 * logs, and then by one loop, however many wait. Thread-safe: its fields are guarded by itself, and nothing that takes
 * another lock is called while it is locked.
 */
public final class TrackedPrediction {

    private final CallContext context;
    private final PredictionSpec spec;
    private final String id;
    private final Origin origin;
    private final Poller poller;
    private final long madeAt;
    private final CompletableFuture<Prediction> end = new CompletableFuture<>();

    private Prediction latest;
    private @Nullable PieceSource<?> pieces;
    private @Nullable LogBuffer logs;
    private @Nullable Future<?> deadline;
    private boolean expired;

    /** Takes note of a prediction; since is when its run began. */
    TrackedPrediction(CallContext context, PredictionSpec spec, Prediction first, Origin origin, long since) {
        this.origin = origin;
        this.context = context;
        this.spec = spec;
        this.id = first.id();
        this.latest = first;
        this.madeAt = context.scheduler().nanoTime();
        this.poller = new Poller(context, id, since, new PollListener());
        if (first.status().isTerminal()) {
            end.complete(first);
        }
    }

    /** Returns the prediction's id. */
    public String id() {
        return id;
    }

    /** Returns the prediction as it was last seen. */
    public synchronized Prediction latest() {
        return latest;
    }

    /** {@return the decoded output at the end; throws the run's failure where it did not succeed} */
    public <O extends @Nullable Object> O output(BoundModel<O, ?> model, Prediction last) {
        if (!last.status().equals(Status.SUCCEEDED)) {
            throw failure(last);
        }
        return model.decode(last);
    }

    private RuntimeException failure(Prediction last) {
        return spec.failure().apply(last);
    }

    /**
     * Waits for the end, without holding a thread.
     *
     * @return the prediction once it has ended, well or not. Fails if that takes too long or the run was abandoned. Shared:
     *     not to be completed or cancelled
     */
    public CompletableFuture<Prediction> end() {
        if (!end.isDone()) {
            poller.start();
        }
        return end;
    }

    /** {@return completes with the run, and fails where that did not succeed; nothing waits for it} */
    public CompletableFuture<Prediction> succeeded() {
        return end.thenApply(last -> {
            if (!last.status().equals(Status.SUCCEEDED)) {
                throw failure(last);
            }
            return last;
        });
    }

    /** Waits for the end of a run that has probably ended already. */
    public CompletableFuture<Prediction> endSoon() {
        if (!end.isDone()) {
            poller.soon();
        }
        return end;
    }

    /** Asks the API for the prediction as it is now. */
    public CompletableFuture<Prediction> reload() {
        return context.get(id, madeAt).thenApply(this::update);
    }

    /** Cancels the prediction. */
    public CompletableFuture<Prediction> cancel() {
        return context.cancel(id).thenApply(this::update);
    }

    /**
     * Cancels the prediction if it has not ended, as nobody waits for it any more; but not one that may be another's.
     *
     * @return what becomes of it
     */
    public String abandon() {
        String fate = origin.adopted()
                ? CallFailures.adopted(id)
                : "Prediction " + id + " is being canceled; what has run until then is billed.";
        if (!stop(new CancellationException(spec.name() + " was given up before its end. " + fate))) {
            return "Prediction " + id + " has ended.";
        }
        if (!origin.adopted()) {
            context.cancelQuietly(spec.name(), id);
        }
        return fate;
    }

    /** Returns the pieces of the output; everybody gets the same. */
    @SuppressWarnings("unchecked") // a run has one type of output, and so one type of piece
    public <P extends @Nullable Object> ReplayBuffer<P> pieces(BoundModel<?, P> model) {
        PieceSource<?> source;
        boolean fresh;
        Prediction now;
        synchronized (this) {
            now = latest;
            fresh = pieces == null;
            source = pieces == null ? new PieceSource<>(context, poller, model, isFromStart(now)) : pieces;
            pieces = source;
        }
        if (fresh && !end.isDone()) {
            source.begin(now);
        }
        if (fresh && end.isDone()) {
            finishPieces(source);
        }
        return (ReplayBuffer<P>) source.buffer();
    }

    /** A stream begins with the first piece, but one that is opened long after may not. */
    private boolean isFromStart(Prediction now) {
        Object output = now.output();
        return origin.fresh() || output == null || output instanceof List<?> pieces && pieces.isEmpty();
    }

    /** Returns what the logs grow by; everybody gets the same. */
    public ReplayBuffer<String> logs() {
        LogBuffer text;
        Prediction now;
        synchronized (this) {
            text = logs == null ? new LogBuffer() : logs;
            logs = text;
            now = latest;
        }
        text.grown(now.logs());
        if (end.isDone()) {
            text.end(null);
        } else {
            poller.start();
        }
        return text.buffer();
    }

    /** Bounds the run; called before anyone else knows it. */
    void expireAfter(Duration left) {
        if (!end.isDone()) {
            Future<?> timer = context.scheduler().schedule(this::expire, left);
            synchronized (this) {
                deadline = timer;
            }
        }
    }

    private void expire() {
        if (end.isDone()) {
            return;
        }
        synchronized (this) {
            expired = true;
        }
        if (origin.adopted()) {
            stop(CallFailures.late(spec.name(), spec.timeout(), id, CallFailures.adopted(id)));
            return;
        }
        context.cancelInTime(id).whenComplete((prediction, failure) -> {
            Prediction now = prediction == null ? latest() : prediction;
            if (now.status().isTerminal()) {
                update(now);
            } else {
                stop(CallFailures.of(spec, now, failure));
            }
        });
    }

    /** Takes note of the prediction as it is now. One that has ended stays as it was. */
    private Prediction update(Prediction now) {
        Status before;
        PieceSource<?> growing;
        LogBuffer growingLogs;
        synchronized (this) {
            if (latest.status().isTerminal()) {
                return latest;
            }
            before = latest.status();
            latest = now;
            growing = pieces;
            growingLogs = logs;
        }
        if (!before.equals(now.status())) {
            context.changed(now);
        }
        if (growingLogs != null) {
            growingLogs.grown(now.logs());
        }
        if (now.status().isTerminal()) {
            finish(now);
        } else if (growing != null) {
            growing.seen(now);
        }
        return now;
    }

    private void finish(Prediction last) {
        if (wasCutByTimeout(last)) {
            stop(CallFailures.of(spec, last, null));
            return;
        }
        end.complete(last);
        release(null);
    }

    private synchronized boolean wasCutByTimeout(Prediction last) {
        return expired
                && (last.status().equals(Status.CANCELED) || last.status().equals(Status.ABORTED));
    }

    /** Ends all waiting without a final prediction; false if the run had ended before. */
    private boolean stop(Throwable why) {
        boolean stopped = end.completeExceptionally(why);
        if (stopped) {
            release(why);
        }
        return stopped;
    }

    /** Lets go of everything that waits; why is null where the prediction has ended by itself. */
    private void release(@Nullable Throwable why) {
        PieceSource<?> source;
        LogBuffer text;
        Future<?> timer;
        synchronized (this) {
            source = pieces;
            text = logs;
            timer = deadline;
        }
        poller.stop();
        if (timer != null) {
            timer.cancel(false);
        }
        if (source != null) {
            finishPieces(source);
        }
        if (text != null) {
            text.end(why);
        }
    }

    private void finishPieces(PieceSource<?> source) {
        end.whenComplete((last, why) -> {
            if (last == null) {
                source.stop(why);
            } else {
                source.finish(
                        last,
                        last.status().equals(Status.SUCCEEDED)
                                ? null
                                : spec.failure().apply(last));
            }
        });
    }

    /** What the poller tells. */
    private final class PollListener implements Poller.Listener {

        @Override
        public void seen(Prediction prediction) {
            update(prediction);
        }

        @Override
        public void lost(Throwable failure) {
            stop(CallFailures.lost(spec, id, failure));
        }

        @Override
        public void closed() {
            String closed = "The Replicate client was closed while it waited for prediction " + id + ", ";
            boolean ends = origin.endsWithClient() && !origin.adopted();
            String fate = ends
                    ? "which is being canceled."
                    : "which goes on. Pick it up again with resume on another client.";
            if (stop(new IllegalStateException(closed + fate)) && ends) {
                context.cancelQuietly(spec.name(), id);
            }
        }

        @Override
        public PollInterval.Watching watching() {
            synchronized (TrackedPrediction.this) {
                if (logs != null) {
                    return PollInterval.Watching.PIECES;
                }
                if (pieces == null) {
                    return PollInterval.Watching.END;
                }
                return pieces.streams() ? PollInterval.Watching.STREAM : PollInterval.Watching.PIECES;
            }
        }
    }
}
