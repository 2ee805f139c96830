package dev.replicate4j.codegen.pin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selects the schemas that a pin keeps, and writes the order of properties into them, since a pin sorts its keys. */
final class PinnedSchemas {

    private static final List<String> ROOTS = List.of("Input", "Output", "TrainingInput", "TrainingOutput");

    private PinnedSchemas() {}

    static Map<String, Object> select(Map<String, Object> components) {
        Map<String, Object> selected = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(ROOTS);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (components.get(name) instanceof Map<?, ?> schema && !selected.containsKey(name)) {
                selected.put(name, ordered(PlainValues.object(schema)));
                collectReferences(schema, open);
            }
        }
        return selected;
    }

    private static void collectReferences(@Nullable Object value, Deque<String> found) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                found.add(reference.substring(reference.lastIndexOf('/') + 1));
            }
            map.values().forEach(part -> collectReferences(part, found));
        } else if (value instanceof List<?> list) {
            list.forEach(part -> collectReferences(part, found));
        }
    }

    /** Gives each property that has none an {@code x-order}, after those that have one. */
    private static Map<String, Object> ordered(Map<String, Object> schema) {
        if (!(schema.get("properties") instanceof Map)) {
            return schema;
        }
        Map<String, Object> properties = PlainValues.object(schema.get("properties"));
        long next = properties.values().stream()
                .mapToLong(property -> order(property) instanceof Number order ? order.longValue() + 1 : 0)
                .max()
                .orElse(0);
        for (Map.Entry<String, Object> entry : properties.entrySet()) {
            if (entry.getValue() instanceof Map && order(entry.getValue()) == null) {
                Map<String, Object> property = PlainValues.object(entry.getValue());
                property.put("x-order", next++);
                entry.setValue(ordered(property));
            }
        }
        schema.put("properties", properties);
        return schema;
    }

    private static @Nullable Object order(@Nullable Object property) {
        return property instanceof Map<?, ?> map ? map.get("x-order") : null;
    }
}
