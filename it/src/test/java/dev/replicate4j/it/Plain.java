package dev.replicate4j.it;

import dev.replicate4j.URLPath;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings typed outputs and JSON to one form, so that they can be compared: files as their URLs, records and objects as maps
 * whose names have lost case and underscores, numbers as doubles, nulls left out.
 */
final class Plain {

    private Plain() {}

    static Object of(Object value) {
        if (value instanceof URLPath file) {
            return file.url();
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof List<?> items) {
            return items.stream().map(item -> item == null ? "null" : of(item)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        return value instanceof Record object ? ofMap(fields(object)) : value;
    }

    private static Map<String, Object> ofMap(Map<?, ?> map) {
        Map<String, Object> plain = new TreeMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                plain.put(name.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""), of(value));
            }
        });
        return plain;
    }

    private static Map<String, Object> fields(Record object) {
        Map<String, Object> fields = new TreeMap<>();
        for (RecordComponent component : object.getClass().getRecordComponents()) {
            try {
                fields.put(component.getName(), component.getAccessor().invoke(object));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        return fields;
    }
}
