package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Normalises the schemas of a model, which are written by many versions of many tools, for the validator: only the
 * keywords that restrict, under their standard names, with types that exist.
 */
final class SchemaCleaner {

    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");

    private static final Map<String, String> ALIASES =
            Map.of("ge", "minimum", "le", "maximum", "min_length", "minLength", "max_length", "maxLength");

    private static final Set<String> KEPT = Set.of(
            "$ref",
            "nullable",
            "required",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems");

    private SchemaCleaner() {}

    /** {@return the schemas by name, cleaned} */
    static Map<String, Map<String, @Nullable Object>> clean(Map<String, @Nullable Object> schemas) {
        Map<String, Map<String, @Nullable Object>> cleaned = new LinkedHashMap<>();
        schemas.forEach((name, schema) -> cleaned.put(name, cleanSchema(schema)));
        return cleaned;
    }

    private static Map<String, @Nullable Object> cleanSchema(@Nullable Object raw) {
        Map<String, @Nullable Object> schema = ServerJson.asObject(raw);
        Map<String, @Nullable Object> clean = new LinkedHashMap<>();
        schema.forEach((keyword, value) -> {
            String name = ALIASES.getOrDefault(keyword, keyword);
            if (KEPT.contains(name) && value != null) {
                clean.put(name, value);
            }
        });
        putType(schema, clean);
        putNested(schema, clean);
        return clean;
    }

    private static void putType(Map<String, @Nullable Object> schema, Map<String, @Nullable Object> clean) {
        String type = ServerJson.string(schema, "type");
        List<@Nullable Object> choices = ServerJson.asList(schema.get("enum"));
        // Old schemas list the values of numeric enums as texts; then the values count, not the type.
        boolean textual = !choices.isEmpty() && choices.stream().allMatch(String.class::isInstance);
        if (type != null && TYPES.contains(type) && (!textual || type.equals("string"))) {
            clean.put("type", type);
        }
        if (!choices.isEmpty() && (!textual || "string".equals(type) || type == null)) {
            clean.put("enum", choices);
        }
        if ("string".equals(type) && "uri".equals(schema.get("format"))) {
            clean.put("format", "uri");
        }
    }

    private static void putNested(Map<String, @Nullable Object> schema, Map<String, @Nullable Object> clean) {
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            Map<String, @Nullable Object> cleaned = new LinkedHashMap<>();
            properties.forEach((name, property) -> cleaned.put(String.valueOf(name), cleanSchema(property)));
            clean.put("properties", cleaned);
        }
        for (String keyword : List.of("items", "additionalProperties")) {
            if (schema.get(keyword) instanceof Map<?, ?> nested) {
                clean.put(keyword, cleanSchema(nested));
            }
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            if (schema.get(keyword) instanceof List<?> members && !members.isEmpty()) {
                List<@Nullable Object> cleaned = new ArrayList<>();
                members.forEach(member -> cleaned.add(cleanSchema(member)));
                clean.put(keyword, cleaned);
            }
        }
    }
}
