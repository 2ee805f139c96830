package dev.replicate4j;

import dev.replicate4j.api.Metrics;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.api.Training;
import dev.replicate4j.api.Trainings;
import dev.replicate4j.model.ModelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A training that goes on in the background.
 *
 * <pre>{@code
 * TrainingRun training = FluxTrainer.train("acme/my-flux").inputImages(Path.of("cats.zip")).create();
 * System.out.println(training.progress());
 * String version = training.output().version().orElseThrow(); // waits
 * replicate.run(version, Map.of("prompt", "a cat"));
 * }</pre>
 *
 * <p>Trainings take long, so nothing cancels one but {@link #cancel}. Safe for use by several threads.
 */
public final class TrainingRun {

    private final Trainings trainings;
    private final String model;
    private volatile Training latest;

    TrainingRun(Trainings trainings, String model, Training first) {
        this.trainings = trainings;
        this.model = model;
        this.latest = first;
    }

    /**
     * Returns the training's id, by which {@link Trainings#get} finds it again.
     *
     * @return 26 letters and digits
     */
    public String id() {
        return latest.id();
    }

    /**
     * Returns how far the training has come.
     *
     * @return the status now; asks Replicate until it has ended
     */
    public Status status() {
        return current().status();
    }

    /**
     * Returns what has been printed.
     *
     * @return the logs up to now; asks Replicate until the training has ended
     */
    public String logs() {
        return current().logs();
    }

    /**
     * Returns how far the training says it is, by the newest progress bar in its logs.
     *
     * @return the progress; empty where the logs hold no bar in the form of Python's tqdm
     */
    public Optional<Progress> progress() {
        return Progress.in(logs());
    }

    /**
     * Returns what Replicate has measured.
     *
     * @return the metrics; empty until the training ends
     */
    public Metrics metrics() {
        return current().metrics();
    }

    /**
     * Waits for the end. Interrupting the waiting thread does not end the training.
     *
     * @return the new version, as {@code owner/name:id}, and the weights
     * @throws ModelException if the training failed, was canceled or aborted
     * @throws dev.replicate4j.error.ReplicateException if waiting failed
     */
    public Training.Output output() {
        return output(trainings.await(id()));
    }

    /**
     * Waits for the end without holding a thread. Cancelling the future does not end the training.
     *
     * @return the new version and the weights, to come; fails with what {@link #output()} throws
     */
    public CompletableFuture<Training.Output> outputAsync() {
        return trainings.awaitAsync(id()).thenApply(this::output);
    }

    private Training.Output output(Training last) {
        latest = last;
        if (!last.status().equals(Status.SUCCEEDED)) {
            throw ModelException.of("training of " + model, new Prediction(last.json()), List.of());
        }
        return last.output().orElseGet(() -> new Training.Output(Map.of()));
    }

    /**
     * Cancels the training. One that has ended stays as it is. What has run until then is billed.
     *
     * @return the training after that
     */
    public Training cancel() {
        latest = trainings.cancel(id());
        return latest;
    }

    /**
     * Returns the training as it was last seen. Sends no request.
     *
     * @return everything that is known of it
     */
    public Training training() {
        return latest;
    }

    private Training current() {
        if (!latest.status().isTerminal()) {
            latest = trainings.get(id());
        }
        return latest;
    }

    /** Returns model, id and the status as it was last seen. */
    @Override
    public String toString() {
        return "training " + id() + " of " + model + " (" + latest.status() + ")";
    }
}
