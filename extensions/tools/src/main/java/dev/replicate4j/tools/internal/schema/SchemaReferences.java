package dev.replicate4j.tools.internal.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts what a schema refers to in the place of the reference. */
final class SchemaReferences {

    /** How many references lead from one schema to the next; more would be a circle. */
    private static final int MOST_STEPS = 16;

    private final Map<String, ?> components;

    SchemaReferences(Map<String, ?> components) {
        this.components = components;
    }

    /** {@return the schema of a name, resolved; empty where there is none} */
    Map<String, @Nullable Object> component(String name) {
        return resolved(components.get(name));
    }

    /** {@return the schema with what stands beside a reference before what it refers to} */
    Map<String, @Nullable Object> resolved(@Nullable Object schema) {
        Map<String, @Nullable Object> resolved = object(schema);
        for (int step = 0; step < MOST_STEPS; step++) {
            if (resolved.get("$ref") instanceof String reference) {
                String name = reference.substring(reference.lastIndexOf('/') + 1);
                resolved = joined(resolved, components.get(name), "$ref");
            } else if (resolved.get("allOf") instanceof List<?> all && all.size() == 1) {
                resolved = joined(resolved, all.get(0), "allOf");
            } else {
                return resolved;
            }
        }
        return new LinkedHashMap<>();
    }

    private static Map<String, @Nullable Object> joined(
            Map<String, @Nullable Object> beside, @Nullable Object referred, String keyword) {
        Map<String, @Nullable Object> joined = object(referred);
        beside.forEach((key, value) -> {
            if (!key.equals(keyword)) {
                joined.put(key, value);
            }
        });
        return joined;
    }

    /** {@return a copy of a JSON object; empty for anything else} */
    static Map<String, @Nullable Object> object(@Nullable Object json) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put(Objects.toString(key), value));
        }
        return copy;
    }

    /** {@return whether an input must not be shown} */
    static boolean isSecret(Map<String, @Nullable Object> property) {
        return "password".equals(property.get("format"))
                || Boolean.TRUE.equals(property.get("x-cog-secret"))
                || Boolean.TRUE.equals(property.get("writeOnly"));
    }
}
