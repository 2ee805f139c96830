package dev.replicate4j;

import dev.replicate4j.api.Training;
import dev.replicate4j.api.TrainingRequest;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.model.Bounds;
import dev.replicate4j.model.ModelRef;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a model is trained with, and the verb that trains it. Generated {@code TrainingInput} classes extend it and add one
 * setter for each input of the training. Immutable and serializable, as {@link ModelInput} is.
 *
 * <pre>{@code
 * TrainingRun training = FluxTrainer.train("acme/my-flux").inputImages(Path.of("cats.zip")).create();
 * String version = training.output().version().orElseThrow();
 * }</pre>
 *
 * @param <I> the generated input itself
 */
public abstract class TrainingModelInput<I extends TrainingModelInput<I>> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String destination;
    private final InputValues values;

    /**
     * Makes an input of values that were checked when they were set.
     *
     * @param destination {@code owner/name} of the model that gets the new version: existing, and one's own
     * @param values the inputs that are set, by wire name; copied
     * @throws IllegalArgumentException if the destination has another form
     */
    protected TrainingModelInput(String destination, Map<String, Object> values) {
        this.destination = ModelRef.parse(destination).model();
        this.values = InputValues.of(values);
    }

    /** {@return the definition of the model that is trained: the generated constant {@code MODEL}} */
    protected abstract ModelDefinition<?, ?, ?> definition();

    /**
     * {@return the same kind of input with other values: {@code new TrainingInput(destination, values)}}
     *
     * @param destination the model that gets the new version
     * @param values the inputs that are set, by wire name
     */
    protected abstract I copy(String destination, Map<String, Object> values);

    /**
     * Sets an input. Generated setters are one line of this.
     *
     * @param name the wire name
     * @param value what {@link ModelInput} takes
     * @return a new input
     * @throws InvalidInputException if the value is null or of a kind that cannot be sent
     */
    protected final I put(String name, Object value) {
        return copy(destination, values.put(definition().ref(), name, value));
    }

    /**
     * Sets an input whose schema sets limits.
     *
     * @param name the wire name
     * @param value what {@link ModelInput} takes
     * @param bounds the limits of the schema
     * @return a new input
     * @throws InvalidInputException if the value is null, of a kind that cannot be sent, or out of bounds
     */
    protected final I put(String name, Object value, Bounds bounds) {
        return copy(destination, values.put(definition().ref(), name, value, bounds));
    }

    /**
     * Sets an input that the pinned schema does not know, or a value that it does not allow.
     *
     * @param name the wire name
     * @param value what {@link ModelInput} takes; null unsets the input
     * @return a new input
     * @throws InvalidInputException if the value is of a kind that cannot be sent
     */
    public final I set(String name, @Nullable Object value) {
        return copy(destination, values.set(definition().ref(), name, value));
    }

    /** {@return the model that gets the new version: {@code owner/name}} */
    public final String destination() {
        return destination;
    }

    /** {@return the inputs that are set, by wire name in the order they were set} */
    public final Map<String, Object> values() {
        return values.asMap();
    }

    /**
     * Starts the training, which is billed, on {@link Replicate#defaultClient()}.
     *
     * @return the training, to await, poll or cancel
     * @throws dev.replicate4j.error.ReplicateException if it could not be started
     */
    public final TrainingRun create() {
        return create(Replicate.defaultClient());
    }

    /**
     * Starts the training, which is billed.
     *
     * @param replicate the client to start it by
     * @return the training, to await, poll or cancel
     * @throws dev.replicate4j.error.ReplicateException if it could not be started
     */
    public final TrainingRun create(Replicate replicate) {
        return create(replicate, request -> request);
    }

    /**
     * Starts the training, which is billed, by a request of which more is set.
     *
     * <pre>{@code
     * training.create(replicate, request -> request.webhook(url, WebhookEvent.COMPLETED));
     * }</pre>
     *
     * @param replicate the client to start it by
     * @param change changes the request, for example to add a webhook
     * @return the training, to await, poll or cancel
     * @throws dev.replicate4j.error.ReplicateException if it could not be started
     */
    public final TrainingRun create(Replicate replicate, UnaryOperator<TrainingRequest> change) {
        return run(replicate, replicate.trainings().create(change.apply(request())));
    }

    /** {@return what {@link #create(Replicate, UnaryOperator)} returns, without blocking} */
    public final CompletableFuture<TrainingRun> createAsync(
            Replicate replicate, UnaryOperator<TrainingRequest> change) {
        return replicate
                .trainings()
                .createAsync(change.apply(request()))
                .thenApply(training -> run(replicate, training));
    }

    private TrainingRequest request() {
        String version = definition()
                .version()
                .orElseThrow(() -> new IllegalStateException(
                        definition().ref() + " cannot be trained: no version of it is pinned."));
        return TrainingRequest.of(definition().ref().model(), version, destination, values());
    }

    private TrainingRun run(Replicate replicate, Training training) {
        return new TrainingRun(replicate.trainings(), definition().ref().model(), training);
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // a subclass is a model of its own, whose inputs mean something else
    public final boolean equals(@Nullable Object other) {
        return other != null
                && getClass() == other.getClass()
                && destination.equals(((TrainingModelInput<?>) other).destination)
                && values.equals(((TrainingModelInput<?>) other).values);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(destination, values);
    }

    /** Returns model, destination and the values that are set; secrets are masked and long texts shortened. */
    @Override
    public final String toString() {
        return definition().ref() + " -> " + destination
                + values.toString(definition().secrets());
    }
}
