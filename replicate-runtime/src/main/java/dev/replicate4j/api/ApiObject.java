package dev.replicate4j.api;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.internal.json.Json;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of the API. Immutable; equal to another of its class with the same JSON. An accessor whose field cannot be
 * read throws a {@link DecodeException}; the others are not affected.
 */
public abstract class ApiObject implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a copy, whose maps and lists are serializable
    private final Map<String, @Nullable Object> json;

    @SuppressWarnings("serial") // List.of is serializable
    private final Collection<String> shown;

    /** Copies the object; its text shows the values of the given fields, or without any the names of all. */
    ApiObject(Map<String, ? extends @Nullable Object> json, String... shown) {
        this.json = JsonValues.copy(json);
        this.shown = List.of(shown);
    }

    /**
     * {@return the whole object as received, unmodifiable} It has the fields that have no accessor here, and tells a missing
     * field from one that is null.
     */
    public final Map<String, @Nullable Object> json() {
        return json;
    }

    final Optional<String> text(String name) {
        Object value = json.get(name);
        return value == null ? Optional.empty() : Optional.of(value instanceof String text ? text : Json.write(value));
    }

    final String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    final Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new DecodeException(wrong(name, "a time as in ISO 8601", text), json, e);
            }
        });
    }

    final Instant requiredTime(String name) {
        return time(name).orElseThrow(() -> missing(name));
    }

    final Optional<URI> uri(String name) {
        return text(name).map(text -> {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new DecodeException(wrong(name, "a URL", text), json, e);
            }
        });
    }

    final OptionalLong integer(String name) {
        Object value = json.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Number number) {
            return OptionalLong.of(number.longValue());
        }
        throw new DecodeException(wrong(name, "an integer", value), json);
    }

    /** Returns a number; none where there is something else. */
    final OptionalDouble decimal(String name) {
        return json.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    final boolean flag(String name) {
        return Boolean.TRUE.equals(json.get(name));
    }

    /** Returns an object's fields; none where it is missing, null or something else. */
    final Map<String, @Nullable Object> map(String name) {
        return JsonValues.object(json.get(name));
    }

    final <T> Optional<T> object(String name, Function<Map<String, @Nullable Object>, T> reader) {
        return json.get(name) instanceof Map<?, ?> ? Optional.of(reader.apply(map(name))) : Optional.empty();
    }

    final <T> List<T> objects(String name, Function<Map<String, @Nullable Object>, T> reader) {
        return json.get(name) instanceof List<?> list ? JsonValues.objects(list, reader) : List.of();
    }

    final List<String> texts(String name) {
        return json.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private DecodeException missing(String name) {
        return new DecodeException(
                "Expected the field \"" + name + "\" in what the API sent, but found only " + json.keySet() + ".",
                json);
    }

    private static String wrong(String name, String expected, Object found) {
        return "The field \"" + name + "\" that the API sent should be " + expected + ", but is \"" + found + "\".";
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof ApiObject object && getClass() == object.getClass() && json.equals(object.json);
    }

    @Override
    public final int hashCode() {
        return json.hashCode();
    }

    /** Returns what tells this object from others; never inputs or outputs, which may be large or secret. */
    @Override
    public final String toString() {
        return getClass().getSimpleName()
                + (shown.isEmpty()
                        ? json.keySet()
                        : shown.stream()
                                .map(name -> name + "=" + json.get(name))
                                .collect(Collectors.joining(", ", "[", "]")));
    }
}
