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

    /** {@return the training's id: 26 letters and digits} {@link Trainings#get} finds the training again by it. */
    public String id() {
        return latest.id();
    }

    /** {@return the status now} */
    public Status status() {
        return current().status();
    }

    /** {@return the logs up to now; empty where there are none} */
    public String logs() {
        return current().logs();
    }

    /** {@return the newest progress bar in the logs; empty where they hold none in the form of Python's tqdm} */
    public Optional<Progress> progress() {
        return Progress.in(logs());
    }

    /** {@return what Replicate has measured; empty until the end} */
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

    /** {@return the training as it was last seen, without a request} */
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
