package dev.replicate4j.codegen.pin;

import dev.replicate4j.codegen.internal.json.PlainJson;
import dev.replicate4j.codegen.internal.model.ClassNames;
import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.model.ModelRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pin as text. */
final class PinFormat {

    /** Raised when the meaning of a key changes, so that an old plugin does not misread a new pin. */
    static final long FORMAT = 1;

    private PinFormat() {}

    static String write(Pin pin) {
        Map<String, @Nullable Object> json = new TreeMap<>();
        json.put("format", FORMAT);
        json.put("ref", pin.ref());
        json.put("version", pin.version());
        json.put("official", pin.official());
        json.put("arguments", pin.arguments());
        json.put("schemas", pin.schemas());
        putIfKnown(json, "cog_version", pin.cogVersion());
        putIfKnown(json, "description", pin.description());
        putIfKnown(json, "default_example", example(pin.defaultExample()));
        if (!pin.names().isEmpty()) {
            json.put("names", pin.names());
        }
        return encodable(PlainJson.pretty(json)) + "\n";
    }

    /** Half a surrogate pair, which no file can hold, is escaped. */
    private static String encodable(String json) {
        return PlainValues.LONE_SURROGATE
                .matcher(json)
                .replaceAll(half -> "\\\\u%04x".formatted((int) half.group().charAt(0)));
    }

    static Pin parse(String text, String source) {
        return pin(read(() -> PlainJson.parse(text), source), source);
    }

    static Pin parse(byte[] text, String source) {
        return pin(read(() -> PlainJson.parse(text), source), source);
    }

    private static Pin pin(Map<String, Object> json, String source) {
        if (!Long.valueOf(FORMAT).equals(json.get("format"))) {
            throw new PinException(
                    "[PinFormat] " + source + " must be a pin of format " + FORMAT + ", but its \"format\" is "
                            + PlainJson.compact(json.get("format"))
                            + ". Pin the model again, or use the replicate4j version that wrote it.");
        }
        String ref = required(json, "ref", source);
        checkRef(ref, source);
        return new Pin(
                ref,
                required(json, "version", source),
                Boolean.TRUE.equals(json.get("official")),
                PlainValues.text(json.get("cog_version")),
                PlainValues.text(json.get("description")),
                texts(json.get("arguments")),
                names(json.get("names")),
                PlainValues.object(json.get("schemas")),
                example(json.get("default_example")));
    }

    /** Where the file of a model's pin is, seen from the folder of pins. */
    static String path(String ref) {
        String[] names = ref.split("/", 2);
        return file(names[0]) + "/" + file(names[1]) + ".json";
    }

    /** Windows takes what precedes the first dot for the name of a device. */
    private static String file(String name) {
        String[] parts = name.split("\\.", 2);
        return ClassNames.isDevice(parts[0]) ? parts[0] + "~" + name.substring(parts[0].length()) : name;
    }

    /** A reference becomes a path and a class name: one that leads elsewhere is refused. */
    static void checkRef(String ref, String source) {
        try {
            if (ModelRef.parse(ref).model().equals(ref)) {
                return;
            }
        } catch (ReplicateException | IllegalArgumentException malformed) {
            throw new PinException(
                    "[PinFormat] " + source + " must be of a model owner/name, but its \"ref\" is "
                            + PlainJson.compact(ref) + ". Pin the model again.",
                    malformed);
        }
        throw new PinException("[PinFormat] " + source + " must be of a model owner/name, but its \"ref\" is "
                + PlainJson.compact(ref) + ". Pin the model again.");
    }

    private static Map<String, Object> read(Supplier<@Nullable Object> json, String source) {
        try {
            return PlainValues.object(json.get());
        } catch (IllegalArgumentException e) {
            throw new PinException("[PinFormat] " + source + " must be a pin, but is not JSON: " + e.getMessage(), e);
        }
    }

    private static String required(Map<String, Object> json, String key, String source) {
        String value = PlainValues.text(json.get(key));
        if (value == null) {
            throw new PinException("[PinFormat] " + source + " must name its \"" + key + "\", but has "
                    + PlainJson.compact(json.get(key)) + ". Pin the model again.");
        }
        return value;
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, Map<String, String>> names(@Nullable Object value) {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        PlainValues.object(value).forEach((table, entries) -> {
            Map<String, String> names = new LinkedHashMap<>();
            PlainValues.object(entries).forEach((word, name) -> names.put(word, String.valueOf(name)));
            tables.put(table, names);
        });
        return tables;
    }

    private static @Nullable Map<String, Object> example(Pin.@Nullable Example example) {
        if (example == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("input", example.input());
        json.put("output", example.output());
        return json;
    }

    private static Pin.@Nullable Example example(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? new Pin.Example(PlainValues.object(map.get("input")), map.get("output"))
                : null;
    }

    private static void putIfKnown(Map<String, @Nullable Object> json, String key, @Nullable Object value) {
        if (value != null) {
            json.put(key, value);
        }
    }
}
