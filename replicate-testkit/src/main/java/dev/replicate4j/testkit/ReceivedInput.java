package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.media.ReceivedFiles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The input of a prediction as the server received it: texts, numbers, booleans, lists and maps, by their wire names. */
public final class ReceivedInput {

    private final Map<String, @Nullable Object> values;
    private final ReceivedFiles files;

    ReceivedInput(Map<String, @Nullable Object> values, ReceivedFiles files) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.files = files;
    }

    /**
     * {@return all inputs that were sent, by wire name: each a {@link String}, {@link Long}, {@link Double}, {@link Boolean},
     * {@link List}, {@link Map} or null}
     */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /**
     * Returns whether an input was sent.
     *
     * @param name the wire name
     * @return whether there is a value, null included
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * Returns a text.
     *
     * @param name the wire name
     * @return the value
     * @throws IllegalArgumentException if the input was not sent or is not a text; uncaught, it fails the prediction
     */
    public String text(String name) {
        return as(name, String.class, "a text");
    }

    /**
     * Returns an integer.
     *
     * @param name the wire name
     * @return the value
     * @throws IllegalArgumentException if the input was not sent or is not an integer
     */
    public long integer(String name) {
        return as(name, Long.class, "a whole number");
    }

    /**
     * Returns a number.
     *
     * @param name the wire name
     * @return the value
     * @throws IllegalArgumentException if the input was not sent or is not a number
     */
    public double number(String name) {
        return as(name, Number.class, "a number").doubleValue();
    }

    /**
     * Returns a boolean.
     *
     * @param name the wire name
     * @return the value
     * @throws IllegalArgumentException if the input was not sent or is not a boolean
     */
    public boolean bool(String name) {
        return as(name, Boolean.class, "true or false");
    }

    /**
     * Returns a list.
     *
     * @param name the wire name
     * @return the items
     * @throws IllegalArgumentException if the input was not sent or is not a list
     */
    public List<@Nullable Object> list(String name) {
        return ServerJson.asList(as(name, List.class, "a list"));
    }

    /**
     * Returns the content of a file: sent as a {@code data:} URI, uploaded to this server, or made by it.
     *
     * @param name the wire name
     * @return the bytes
     * @throws IllegalArgumentException if the input was not sent, or is the URL of a file elsewhere, which is not downloaded
     */
    public byte[] file(String name) {
        return files.read(name, text(name));
    }

    /** {@return the inputs as JSON} */
    @Override
    public String toString() {
        return ServerJson.text(values);
    }

    private <T> T as(String name, Class<T> type, String kind) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            String found = values.containsKey(name) ? ServerJson.text(value) : "not there";
            throw new IllegalArgumentException("The input " + name + " must be " + kind + ", but is " + found
                    + ". Sent were " + values.keySet() + ".");
        }
        return type.cast(value);
    }
}
