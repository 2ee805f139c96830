package dev.replicate4j;

import dev.replicate4j.api.Metrics;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.internal.call.TrackedPrediction;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.model.ModelException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A prediction that goes on in the background, typed.
 *
 * <pre>{@code
 * Run<List<URLPath>, URLPath> run = FluxDev.with("a cat").create();
 * store(run.id());
 *
 * // later, in another process too
 * Run<List<URLPath>, URLPath> run = replicate.resume(FluxDev.MODEL, id);
 * System.out.println(run.progress());
 * List<URLPath> images = run.output();
 * }</pre>
 *
 * <p>{@link #status}, {@link #logs}, {@link #progress} and {@link #metrics} ask Replicate with each call, until the run has
 * ended; {@link #prediction} does not. Safe for use by several threads.
 *
 * <p>A run that nobody refers to any more goes on; {@link #cancel} ends it.
 *
 * @param <O> the whole output
 * @param <P> one piece of the output
 */
public final class Run<O extends @Nullable Object, P extends @Nullable Object> {

    private final TrackedPrediction live;
    private final BoundModel<O, P> model;
    private final Transport transport;

    Run(TrackedPrediction live, BoundModel<O, P> model, Transport transport) {
        this.live = live;
        this.model = model;
        this.transport = transport;
    }

    /** Picks up a run that was seen already. */
    static <O extends @Nullable Object, P extends @Nullable Object> Run<O, P> resumed(
            Engine engine, BoundModel<O, P> model, Prediction prediction) {
        return new Run<>(
                engine.predictions()
                        .resume(model.name(), prediction, last -> ModelException.of(model.name(), last, List.of())),
                model,
                engine.transport());
    }

    /** {@return the prediction's id: 26 letters and digits} {@link Replicate#resume} picks the run up again by it. */
    public String id() {
        return live.id();
    }

    /** {@return the status now} */
    public Status status() {
        return current().status();
    }

    /**
     * Blocks until the run has ended. Interrupting the thread cancels the run.
     *
     * @return the whole output
     * @throws ModelException if the run failed, was canceled or aborted
     * @throws dev.replicate4j.error.ReplicateException if waiting failed or took too long
     */
    public O output() {
        try {
            return Futures.join(typed());
        } catch (InterruptedCallException e) {
            live.abandon();
            throw new InterruptedCallException(
                    "The thread was interrupted while it waited for " + this + ", which is being canceled;"
                            + " what has run until then is billed.",
                    e.getCause());
        }
    }

    /** {@return what {@link #output} returns, without blocking} Cancelling the future cancels the run. */
    public CompletableFuture<O> outputAsync() {
        return UserFutures.of(typed(), live::abandon, transport);
    }

    private CompletableFuture<O> typed() {
        return live.end().thenApply(last -> live.output(model, last));
    }

    /**
     * {@return the pieces of the output, from the first one on, as they are made} Closing the iterator before its end cancels
     * the run.
     */
    public OutputIterator<P> stream() {
        return new OutputIterator<>(
                live.pieces(model), model.output().concatenates(), transport, live::latest, live::abandon);
    }

    /** {@return the logs up to now; empty where there are none} */
    public String logs() {
        return current().logs();
    }

    /** {@return what {@link #logs} returns, without blocking} */
    public CompletableFuture<String> logsAsync() {
        return transport.published(currentAsync().thenApply(Prediction::logs));
    }

    /**
     * {@return the logs from their beginning on, part by part, as they are printed} It ends with the run, however that ended.
     * Closing the iterator does not cancel the run.
     */
    public OutputIterator<String> logStream() {
        return new OutputIterator<>(live.logs(), true, transport, live::latest, () -> {});
    }

    /**
     * {@return the newest progress bar in the logs; empty where they hold none in the form of Python's tqdm} Most models that
     * work in steps print one.
     */
    public Optional<Progress> progress() {
        return Progress.in(logs());
    }

    /** {@return what Replicate has measured, {@code predict_time} among it; empty until the end} */
    public Metrics metrics() {
        return current().metrics();
    }

    /** {@return the prediction as it is now, which Replicate is asked for} */
    public Prediction reload() {
        return Futures.join(live.reload());
    }

    /** {@return what {@link #reload} returns, without blocking} */
    public CompletableFuture<Prediction> reloadAsync() {
        return transport.published(live.reload());
    }

    /** {@return the prediction as it was last seen, without a request} */
    public Prediction prediction() {
        return live.latest();
    }

    /** {@return the run's page on Replicate's web site; absent for runs of before 2025} */
    public Optional<URI> webUrl() {
        return prediction().urls().web();
    }

    /**
     * Cancels the run. One that has ended stays as it is. What has run until then is billed.
     *
     * @return the prediction after that, whose status may not be terminal yet
     */
    public Prediction cancel() {
        return Futures.join(live.cancel());
    }

    /** {@return what {@link #cancel} returns, without blocking} */
    public CompletableFuture<Prediction> cancelAsync() {
        return transport.published(live.cancel());
    }

    /** What has ended does not change any more. */
    private Prediction current() {
        return Futures.join(currentAsync());
    }

    private CompletableFuture<Prediction> currentAsync() {
        Prediction latest = live.latest();
        return latest.status().isTerminal() ? CompletableFuture.completedFuture(latest) : live.reload();
    }

    /** Returns model, id and the status as it was last seen. */
    @Override
    public String toString() {
        return "prediction " + id() + " of " + model.name() + " ("
                + prediction().status() + ")";
    }
}
