package dev.replicate4j;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Base of generated inputs: immutable, and holder of the verbs. */
public abstract class ModelInput<I extends ModelInput<I, O, P>, O, P> implements Serializable {

    private static final long serialVersionUID = 1L;

    protected ModelInput(Map<String, Object> values) {}

    /** The model's definition: the generated constant MODEL. */
    protected abstract ModelDefinition<I, O, P> definition();

    /** The same input with other values: {@code new Input(values)}. */
    protected abstract I copy(Map<String, Object> values);

    protected final I put(String name, Object value) {
        throw new UnsupportedOperationException();
    }

    protected final I put(String name, Object value, Bounds bounds) {
        throw new UnsupportedOperationException();
    }

    public final O call() {
        throw new UnsupportedOperationException();
    }

    public final CompletableFuture<O> callAsync() {
        throw new UnsupportedOperationException();
    }

    public final Run<O, P> create() {
        throw new UnsupportedOperationException();
    }

    public final OutputIterator<P> stream() {
        throw new UnsupportedOperationException();
    }

    /** Sets an input that the pin does not know, or a value that it does not allow; null unsets. */
    public final I set(String name, @Nullable Object value) {
        throw new UnsupportedOperationException();
    }

    /** The inputs that are set, by wire name. */
    public final Map<String, Object> values() {
        throw new UnsupportedOperationException();
    }
}
