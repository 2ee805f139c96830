package dev.replicate4j.codegen.internal.schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules of the values that stand in a schema: the default, and those of an enum. */
final class ValueRules {

    private ValueRules() {}

    static void constantToEnum(Map<String, @Nullable Object> schema) {
        if (schema.containsKey("const")) {
            Object value = schema.remove("const");
            schema.putIfAbsent("enum", Collections.singletonList(value));
        }
    }

    /** The parser converts values to the type beside them, or drops them. */
    static void moveContradictingValues(Map<String, @Nullable Object> schema) {
        Object type = schema.get("type");
        if (schema.containsKey("default") && !isOfType(type, schema.get("default"), true)) {
            move(schema, "default", Extensions.DEFAULT);
        }
        if (schema.get("enum") instanceof List<?> values
                && !values.stream().allMatch(value -> isOfType(type, value, false))) {
            move(schema, "enum", Extensions.ENUM);
        }
    }

    private static boolean isOfType(@Nullable Object type, @Nullable Object value, boolean small) {
        if ("integer".equals(type)) {
            // The parser reads a default as int.
            return value instanceof Long number && (!small || number == number.intValue());
        }
        return ("string".equals(type) && value instanceof String)
                || ("number".equals(type) && KeywordRules.isFinite(value))
                || ("boolean".equals(type) && value instanceof Boolean);
    }

    private static void move(Map<String, @Nullable Object> schema, String keyword, String extension) {
        schema.put(extension, schema.remove(keyword));
    }
}
