package dev.replicate4j;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.model.Bounds;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.model.WireValue;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a model is called with, and the verbs that call it. Generated {@code Input} classes extend it and add one setter
 * for each input of the model.
 *
 * <p>Immutable: every setter returns a new input, so one may be kept as a template and used from many threads.
 * Serializable: an input may be shipped to another JVM and called there. Two inputs of a model are equal when their
 * values are.
 *
 * <pre>{@code
 * FluxDev.Input cat = FluxDev.with("a cat").seed(42);
 * List<URLPath> images = cat.call();
 * Run<List<URLPath>, URLPath> run = cat.aspectRatio(FluxDev.AspectRatio._16_9).create();
 * }</pre>
 *
 * <p>The verbs here run on {@link Replicate#defaultClient()}; to use another client, write
 * {@code replicate.use(FluxDev.MODEL).call(cat)}.
 *
 * @param <I> the generated input itself
 * @param <O> the whole output of the model
 * @param <P> one piece of the output, as {@link #stream()} yields it
 */
public abstract class ModelInput<I extends ModelInput<I, O, P>, O extends @Nullable Object, P extends @Nullable Object>
        implements InputMap, Serializable {

    private static final long serialVersionUID = 1L;

    private final InputValues values;

    /**
     * Makes an input of values that were checked when they were set.
     *
     * @param values the inputs that are set, by wire name; copied
     */
    protected ModelInput(Map<String, Object> values) {
        this.values = InputValues.of(values);
    }

    /** {@return the model's definition: the generated constant {@code MODEL}} */
    protected abstract ModelDefinition<I, O, P> definition();

    /**
     * {@return the same kind of input with other values: {@code new Input(values)}}
     *
     * @param values the inputs that are set, by wire name
     */
    protected abstract I copy(Map<String, Object> values);

    /**
     * Sets an input. Generated setters are one line of this.
     *
     * @param name the wire name
     * @param value a text, number, boolean, {@link WireValue}, {@link java.nio.file.Path}, {@link OutputIterator}, or a
     *     list, map or record of them
     * @return a new input
     * @throws InvalidInputException if the value is null or of a kind that cannot be sent
     */
    protected final I put(String name, Object value) {
        return copy(values.put(definition().ref(), name, value));
    }

    /**
     * Sets an input whose schema sets limits.
     *
     * @param name the wire name
     * @param value what {@link #put(String, Object)} takes
     * @param bounds the limits of the schema
     * @return a new input
     * @throws InvalidInputException if the value is null, of a kind that cannot be sent, or out of bounds
     */
    protected final I put(String name, Object value, Bounds bounds) {
        return copy(values.put(definition().ref(), name, value, bounds));
    }

    /**
     * Calls the model and waits for its output.
     *
     * @return the output
     * @throws ModelException if the run failed or was canceled
     * @throws dev.replicate4j.error.ReplicateException if the call could not be made, or took too long
     */
    public final O call() {
        return function().call(self());
    }

    /**
     * Calls the model without holding a thread. Cancelling the future cancels the run.
     *
     * @return the output to come; completes exceptionally with what {@link #call()} throws
     */
    public final CompletableFuture<O> callAsync() {
        return function().callAsync(self());
    }

    /**
     * Starts the model and returns at once.
     *
     * @return the run, to watch, wait for or cancel
     * @throws dev.replicate4j.error.ReplicateException if the run could not be started
     */
    public final Run<O, P> create() {
        return function().create(self());
    }

    /**
     * {@return what {@link #create()} returns, without blocking} Cancelling the future before it is complete cancels
     * the run.
     */
    public final CompletableFuture<Run<O, P>> createAsync() {
        return function().createAsync(self());
    }

    /**
     * Calls the model and yields its output piece by piece, as it is made. Works for every model: one whose output comes
     * as a whole yields it once.
     *
     * @return the pieces; closing the iterator before its end cancels the run
     * @throws dev.replicate4j.error.ReplicateException if the run could not be started
     */
    public final OutputIterator<P> stream() {
        return function().stream(self());
    }

    /**
     * {@return what {@link #stream()} returns, without blocking: as soon as the run was created} Cancelling the
     * future before it is complete cancels the run.
     */
    public final CompletableFuture<OutputIterator<P>> streamAsync() {
        return function().streamAsync(self());
    }

    private ModelFunction<I, O, P> function() {
        return ModelFunction.of(DefaultClient.engine(), definition());
    }

    @SuppressWarnings("unchecked") // I is the class itself: that is what a generated class says of itself
    private I self() {
        return (I) this;
    }

    /**
     * Sets an input that the pinned schema does not know, or a value that it does not allow. Nothing but the kind of the
     * value is checked.
     *
     * @param name the wire name
     * @param value what {@link #put(String, Object)} takes; null unsets the input
     * @return a new input
     * @throws InvalidInputException if the value is of a kind that cannot be sent
     */
    public final I set(String name, @Nullable Object value) {
        return copy(values.set(definition().ref(), name, value));
    }

    /**
     * {@return the inputs that are set, by wire name in the order they were set: enums as {@link WireValue}, files as paths}
     */
    @Override
    public final Map<String, Object> values() {
        return values.asMap();
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // a subclass is a model of its own, whose inputs mean something else
    public final boolean equals(@Nullable Object other) {
        return other != null && getClass() == other.getClass() && values.equals(((ModelInput<?, ?, ?>) other).values);
    }

    @Override
    public final int hashCode() {
        return values.hashCode();
    }

    /** Returns the model's name and the values that are set; secrets are masked and long texts shortened. */
    @Override
    public final String toString() {
        return definition().ref() + values.toString(definition().secrets());
    }
}
