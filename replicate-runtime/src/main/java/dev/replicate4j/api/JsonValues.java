package dev.replicate4j.api;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.json.JsonArray;
import dev.replicate4j.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON as plain Java values: what was received or is to be sent stays as it is. */
final class JsonValues {

    /** More than any reply that can be read has. */
    private static final int MAX_DEPTH = 1000;

    private JsonValues() {}

    /**
     * Copies an object with all objects and arrays in it.
     *
     * @throws InvalidInputException if they are nested too deeply
     */
    static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> json) {
        return copy(json, 0);
    }

    private static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> json, int depth) {
        if (json instanceof JsonObject read) {
            return read;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(json.size() * 2);
        json.forEach((name, value) -> copy.put(name, copyOf(value, depth + 1)));
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("unchecked") // keys of JSON objects are texts
    private static @Nullable Object copyOf(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidInputException("A request is nested more than " + MAX_DEPTH
                    + " levels deep, or contains itself. No request was sent.");
        }
        if (value instanceof Map<?, ?> map) {
            return copy((Map<String, @Nullable Object>) map, depth);
        }
        if (value instanceof List<?> list && !(list instanceof JsonArray)) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copyOf(item, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }

    /** Returns an object with one field more, or another value of it. The object itself must not change any more. */
    static Map<String, @Nullable Object> with(Map<String, @Nullable Object> json, String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(json);
        changed.put(name, copyOf(value, 0));
        return Collections.unmodifiableMap(changed);
    }

    /** Returns the fields of an object; none of anything else. */
    @SuppressWarnings("unchecked") // keys of JSON objects are texts
    static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    static <T> List<T> objects(List<?> list, Function<Map<String, @Nullable Object>, T> reader) {
        List<T> objects = new ArrayList<>(list.size());
        for (Object item : list) {
            if (!(item instanceof Map<?, ?>)) {
                throw new DecodeException("Expected a list of JSON objects, but found in it: " + item, list);
            }
            objects.add(reader.apply(object(item)));
        }
        return Collections.unmodifiableList(objects);
    }
}
