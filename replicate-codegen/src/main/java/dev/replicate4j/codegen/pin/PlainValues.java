package dev.replicate4j.codegen.pin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plain JSON values: deep copies that can't change, and reading with a fallback. */
final class PlainValues {

    static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private PlainValues() {}

    /** Copies a map and all maps and lists in it: keys sorted, as in the file of a pin, nulls kept. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a copy holds what the map holds
    static <V> Map<String, V> copy(Map<String, V> map) {
        return (Map<String, V>) value(map);
    }

    static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        }
        return copy;
    }

    static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }

    /** No JSON parser reads half a surrogate pair in a name. */
    private static String readable(String name) {
        return LONE_SURROGATE.matcher(name).replaceAll("\ufffd");
    }

    /** Copies a value and all maps and lists in it. */
    static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new TreeMap<>();
            map.forEach((key, item) -> copy.put(readable(String.valueOf(key)), value(item)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(value(item)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
