package dev.replicate4j.api;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.internal.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of the JSON objects that the API returns. A field that is missing and one that is null read alike; who
 * needs the difference finds it in the object itself. What can't be read is only complained of by the accessor concerned.
 */
final class Fields {

    private Fields() {}

    /** Copies an object, so that what was received stays as it is. */
    static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> json) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(json));
    }

    static Optional<String> text(Map<String, @Nullable Object> json, String name) {
        Object value = json.get(name);
        return value == null ? Optional.empty() : Optional.of(value instanceof String text ? text : Json.write(value));
    }

    static String requiredText(Map<String, @Nullable Object> json, String name) {
        return text(json, name).orElseThrow(() -> missing(json, name));
    }

    static Optional<Instant> time(Map<String, @Nullable Object> json, String name) {
        return text(json, name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new DecodeException(wrong(name, "a time as in ISO 8601", text), json, e);
            }
        });
    }

    static Instant requiredTime(Map<String, @Nullable Object> json, String name) {
        return time(json, name).orElseThrow(() -> missing(json, name));
    }

    static Optional<URI> uri(Map<String, @Nullable Object> json, String name) {
        return text(json, name).map(text -> {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new DecodeException(wrong(name, "a URL", text), json, e);
            }
        });
    }

    static URI requiredUri(Map<String, @Nullable Object> json, String name) {
        return uri(json, name).orElseThrow(() -> missing(json, name));
    }

    static OptionalLong integer(Map<String, @Nullable Object> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Number number) {
            return OptionalLong.of(number.longValue());
        }
        throw new DecodeException(wrong(name, "an integer", value), json);
    }

    static Optional<Double> number(Map<String, @Nullable Object> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        throw new DecodeException(wrong(name, "a number", value), json);
    }

    static boolean flag(Map<String, @Nullable Object> json, String name) {
        return Boolean.TRUE.equals(json.get(name));
    }

    /** Returns an object's fields; none where it is missing, null or something else. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> map(Map<String, @Nullable Object> json, String name) {
        return json.get(name) instanceof Map<?, ?> map
                ? Collections.unmodifiableMap((Map<String, @Nullable Object>) map)
                : Map.of();
    }

    static <T> Optional<T> object(
            Map<String, @Nullable Object> json, String name, Function<Map<String, @Nullable Object>, T> reader) {
        return json.get(name) instanceof Map<?, ?> ? Optional.of(reader.apply(map(json, name))) : Optional.empty();
    }

    static <T> List<T> objects(
            Map<String, @Nullable Object> json, String name, Function<Map<String, @Nullable Object>, T> reader) {
        return json.get(name) instanceof List<?> list ? objects(list, reader) : List.of();
    }

    @SuppressWarnings("unchecked")
    static <T> List<T> objects(List<?> list, Function<Map<String, @Nullable Object>, T> reader) {
        return list.stream()
                .map(item -> {
                    if (item instanceof Map<?, ?> map) {
                        return reader.apply((Map<String, @Nullable Object>) map);
                    }
                    throw new DecodeException("Expected a list of JSON objects, but found in it: " + item, list);
                })
                .toList();
    }

    static List<String> texts(Map<String, @Nullable Object> json, String name) {
        return json.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static DecodeException missing(Map<String, @Nullable Object> json, String name) {
        return new DecodeException(
                "Expected the field \"" + name + "\" in what the API sent, but found only " + json.keySet() + ".",
                json);
    }

    private static String wrong(String name, String expected, Object found) {
        return "The field \"" + name + "\" that the API sent should be " + expected + ", but is \"" + found + "\".";
    }
}
