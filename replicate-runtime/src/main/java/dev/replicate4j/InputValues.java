package dev.replicate4j;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.input.InputTree;
import dev.replicate4j.internal.input.InputTypes;
import dev.replicate4j.model.Bounds;
import dev.replicate4j.model.ModelRef;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values of an input by wire name, in the order they were set: deeply immutable, and made of nothing that could not
 * be sent. Travels by Java serialization; paths, which do not, travel as their URIs.
 */
final class InputValues implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The walk over inputs, which knows the types of this package. */
    static final InputTree TREE = new InputTree(new InputTypes() {
        @Override
        public Path file(byte[] content, String mediaType) {
            return URLPath.of(content, mediaType);
        }

        @Override
        public @Nullable CompletableFuture<?> output(Object value) {
            return value instanceof OutputIterator<?> pieces ? pieces.whole() : null;
        }
    });

    /** How much of a text {@link #toString(Set)} shows: enough to recognise a prompt, little enough for a log line. */
    private static final int SHOWN = 200;

    @SuppressWarnings("serial") // unmodifiable JDK collections, see frozen; paths are replaced on the way out
    private final Map<String, Object> values;

    private InputValues(Map<String, Object> values) {
        this.values = values;
    }

    /** A map that was made here and that nobody changes: a generated input hands it from setter to constructor. */
    private static final class OwnMap extends LinkedHashMap<String, Object> {

        private static final long serialVersionUID = 1L;

        OwnMap(Map<String, Object> values) {
            super(values);
        }
    }

    /** Copies values of which each was checked before. */
    static InputValues of(Map<String, Object> values) {
        return new InputValues(
                Collections.unmodifiableMap(values instanceof OwnMap ? values : new LinkedHashMap<>(values)));
    }

    Map<String, Object> asMap() {
        return values;
    }

    /**
     * Returns the map with an input of the model set.
     *
     * @throws InvalidInputException if the value is null or of a kind that cannot be sent
     */
    Map<String, Object> put(ModelRef model, String name, @Nullable Object value) {
        return set(model, name, present(model, name, value));
    }

    /**
     * Returns the map with an input of the model set that has limits.
     *
     * @throws InvalidInputException if the value is null, of a kind that cannot be sent, or out of bounds
     */
    Map<String, Object> put(ModelRef model, String name, @Nullable Object value, Bounds bounds) {
        Optional<String> violation = bounds.violation(present(model, name, value));
        if (violation.isPresent()) {
            throw new InvalidInputException(name + " of " + model + " " + violation.get()
                    + ". If the model has other limits by now, use set(\"" + name
                    + "\", ...) or refresh its pinned schema.");
        }
        return put(model, name, value);
    }

    /** Returns the map with an input set to any value that can be sent, or taken out where the value is null. */
    Map<String, Object> set(ModelRef model, String name, @Nullable Object value) {
        Map<String, Object> copy = new OwnMap(values);
        if (value == null) {
            copy.remove(name);
        } else {
            copy.put(name, TREE.freeze(name, model.toString(), value));
        }
        return copy;
    }

    /** Null is what a setter cannot mean: an input that is not set is simply not mentioned. */
    private static Object present(ModelRef model, String name, @Nullable Object value) {
        if (value == null) {
            throw new InvalidInputException(
                    name + " of " + model + " must not be null. Leave the input out to get the model's default.");
        }
        return value;
    }

    /**
     * Returns the values that a call was given, by wire name: unmodifiable, and each of a kind that can be sent.
     *
     * @throws InvalidInputException if a value is of a kind that cannot be sent
     */
    static Map<String, ?> of(String model, Object input) {
        if (input instanceof InputMap typed) {
            return typed.values();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) input).forEach((name, value) -> {
            if (value != null) {
                values.put(name.toString(), TREE.freeze(name.toString(), model, value));
            }
        });
        return values;
    }

    /** Shows the values, texts shortened and secrets masked. */
    String toString(Set<String> secrets) {
        StringBuilder text = new StringBuilder("{");
        values.forEach((name, value) -> text.append(text.length() > 1 ? ", " : "")
                .append(name)
                .append('=')
                .append(secrets.contains(name) ? "***" : shown(value)));
        return text.append('}').toString();
    }

    private static String shown(Object value) {
        // The URL of a file says more than the place of its local copy.
        String text = String.valueOf(mapped(value, leaf -> leaf instanceof URLPath file ? file.url() : leaf));
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + text.length() + " characters)";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InputValues that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return toString(values.keySet());
    }

    private Object writeReplace() {
        Map<String, @Nullable Object> portable = new LinkedHashMap<>();
        values.forEach((name, value) -> portable.put(name, mapped(value, InputValues::portable)));
        return new Form(portable);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("InputValues travel as their Form");
    }

    private static Object portable(Object leaf) {
        return leaf instanceof Path path && !(leaf instanceof Serializable) ? new PathForm(path.toUri()) : leaf;
    }

    private static Object local(Object leaf) {
        return leaf instanceof PathForm form ? Path.of(form.uri()) : leaf;
    }

    private static @Nullable Object mapped(@Nullable Object value, UnaryOperator<Object> leaves) {
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(mapped(item, leaves)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put((String) key, mapped(item, leaves)));
            return Collections.unmodifiableMap(copy);
        }
        return value == null ? null : leaves.apply(value);
    }

    /** What is written in place of the values. */
    private static final class Form implements Serializable {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // a LinkedHashMap of serializable values
        private final Map<String, @Nullable Object> portable;

        Form(Map<String, @Nullable Object> portable) {
            this.portable = portable;
        }

        private Object readResolve() {
            Map<String, Object> values = new LinkedHashMap<>();
            portable.forEach((name, value) -> {
                Object local = mapped(value, InputValues::local);
                if (local != null) {
                    values.put(name, local);
                }
            });
            return InputValues.of(values);
        }
    }

    /** A path of the default or any other installed file system. */
    private record PathForm(URI uri) implements Serializable {}
}
