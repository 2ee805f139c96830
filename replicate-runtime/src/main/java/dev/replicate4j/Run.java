package dev.replicate4j;

import dev.replicate4j.api.Metrics;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.internal.call.TrackedPrediction;
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
 * <p>Closing a run that has not ended cancels it; one that is to go on is simply not closed.
 *
 * @param <O> the whole output
 * @param <P> one piece of the output
 */
public final class Run<O extends @Nullable Object, P extends @Nullable Object> implements AutoCloseable {

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

    /**
     * Returns the prediction's id, by which {@link Replicate#resume} picks it up again.
     *
     * @return 26 letters and digits
     */
    public String id() {
        return live.id();
    }

    /**
     * Returns how far the run has come.
     *
     * @return the status now
     */
    public Status status() {
        return current().status();
    }

    /**
     * Waits for the output. An interrupt of the waiting thread cancels the run.
     *
     * @return the whole output
     * @throws ModelException if the run failed, was canceled or aborted
     * @throws dev.replicate4j.error.ReplicateException if waiting failed or took too long
     */
    public O output() {
        try {
            return Transport.join(typed());
        } catch (InterruptedCallException e) {
            live.abandon();
            throw new InterruptedCallException(
                    "The thread was interrupted while it waited for " + this + ", which is being canceled;"
                            + " what has run until then is billed.",
                    e.getCause());
        }
    }

    /**
     * Waits for the output without holding a thread. Cancelling the future cancels the run.
     *
     * @return the whole output to come; fails with what {@link #output} throws
     */
    public CompletableFuture<O> outputAsync() {
        return UserFutures.of(typed(), live::abandon, transport);
    }

    private CompletableFuture<O> typed() {
        return live.end().thenApply(last -> model.output(live, last));
    }

    /**
     * Returns the pieces of the output, as they are made: those that are there already as well.
     *
     * @return the pieces; closing the iterator before its end cancels the run
     */
    public OutputIterator<P> stream() {
        return new OutputIterator<>(
                live.pieces(model.pieces()), model.output().concatenates(), transport, live::abandon);
    }

    /**
     * Returns what the model has printed.
     *
     * @return the logs up to now; empty where there are none
     */
    public String logs() {
        return current().logs();
    }

    /**
     * Returns what the model prints, as it prints it: what is there already as well.
     *
     * @return parts of the logs, which make the whole when joined; ends with the run, however that ended. Closing the iterator does not
     *     cancel the run
     */
    public OutputIterator<String> logStream() {
        return new OutputIterator<>(live.logs(), true, transport, () -> {});
    }

    /**
     * Returns how far the model says it is, by the newest progress bar in its logs.
     *
     * @return the progress; empty where the logs hold no bar in the form of Python's tqdm
     */
    public Optional<Progress> progress() {
        return Progress.in(logs());
    }

    /**
     * Returns what Replicate has measured.
     *
     * @return the metrics; empty until the run ends
     */
    public Metrics metrics() {
        return current().metrics();
    }

    /**
     * Asks Replicate for the prediction.
     *
     * @return the prediction now
     */
    public Prediction reload() {
        return Transport.join(live.reload());
    }

    /**
     * Returns the prediction as it was last seen. Sends no request.
     *
     * @return everything that is known of the run
     */
    public Prediction prediction() {
        return live.latest();
    }

    /**
     * Returns the page of the run.
     *
     * @return its address on Replicate's web site; absent for runs of before 2025
     */
    public Optional<URI> webUrl() {
        return prediction().urls().web();
    }

    /**
     * Cancels the run. One that has ended stays as it is. What has run until then is billed.
     *
     * @return the prediction after that, which may not have ended yet
     */
    public Prediction cancel() {
        return Transport.join(live.cancel());
    }

    /** Cancels the run if it has not ended, without waiting for that. */
    @Override
    public void close() {
        live.abandon();
    }

    /** What has ended does not change any more. */
    private Prediction current() {
        Prediction latest = live.latest();
        return latest.status().isTerminal() ? latest : reload();
    }

    /** Returns model, id and the status as it was last seen. */
    @Override
    public String toString() {
        return "prediction " + id() + " of " + model.name() + " ("
                + prediction().status() + ")";
    }
}
