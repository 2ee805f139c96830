package dev.replicate4j.it;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Compares what a record's typed accessors say with the JSON that it was read from, field by field. */
final class TypedView {

    private TypedView() {}

    /** Returns the fields whose accessor says something else, or fails; how deep they are is in their names. */
    static List<String> differences(Object record, String place) {
        Map<?, ?> json = json(record);
        return json.keySet().stream()
                .flatMap(name -> difference(record, String.valueOf(name), json.get(name), place + "." + name).stream())
                .toList();
    }

    private static List<String> difference(Object record, String name, Object json, String place) {
        Method accessor = accessor(record, name);
        if (accessor == null) {
            return List.of(); // a field that no record knows is kept in json(), which is compared as a whole
        }
        try {
            return compare(unwrapped(accessor.invoke(record)), json, place);
        } catch (InvocationTargetException e) {
            return List.of(place + " failed: " + e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> compare(Object typed, Object json, String place) {
        if (typed instanceof List<?> list && json instanceof List<?> items && list.size() == items.size()) {
            return java.util.stream.IntStream.range(0, list.size())
                    .boxed()
                    .flatMap(i -> compare(list.get(i), items.get(i), place + "[" + i + "]").stream())
                    .toList();
        }
        if (isJsonObject(typed) && json instanceof Map<?, ?>) {
            return Objects.equals(json(typed), json)
                    ? differences(typed, place)
                    : List.of(place + ": " + json(typed) + " instead of " + json);
        }
        return isSame(typed, json) ? List.of() : List.of(place + ": " + typed + " instead of " + json);
    }

    private static boolean isSame(Object typed, Object json) {
        boolean empty = typed == null
                || typed.equals("")
                || typed.equals(false)
                || typed instanceof Map<?, ?> map && map.isEmpty()
                || typed instanceof List<?> list && list.isEmpty()
                || isJsonObject(typed) && json(typed).isEmpty();
        if (json == null || json.equals("")) {
            return empty;
        }
        if (typed instanceof Instant time) {
            return time.equals(Instant.parse((String) json));
        }
        if (typed instanceof Duration duration) {
            return duration.equals(Duration.ofNanos(Math.round(((Number) json).doubleValue() * 1e9)));
        }
        return Objects.equals(typed, json) || String.valueOf(typed).equals(String.valueOf(json));
    }

    private static Object unwrapped(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? (Object) number.getAsDouble() : null;
        }
        return value instanceof OptionalLong number ? (number.isPresent() ? (Object) number.getAsLong() : null) : value;
    }

    private static Map<?, ?> json(Object record) {
        try {
            return (Map<?, ?>) record.getClass().getMethod("json").invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isJsonObject(Object value) {
        return value != null
                && Arrays.stream(value.getClass().getMethods())
                        .anyMatch(method -> method.getName().equals("json"));
    }

    private static Method accessor(Object record, String wireName) {
        String joined = Arrays.stream(wireName.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        if (joined.isEmpty()) {
            return null;
        }
        String name = Character.toLowerCase(joined.charAt(0)) + joined.substring(1);
        return Arrays.stream(record.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
                .filter(method -> method.getDeclaringClass() == record.getClass())
                .findFirst()
                .orElse(null);
    }
}
