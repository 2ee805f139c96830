package dev.replicate4j.tools.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one schema of a model, in any of Cog's dialects, as JSON Schema 2020-12: references resolved, enums inline, keywords
 * only that say what a value must be. What cannot be read says nothing, rather than refuse a value that the model takes.
 * Patterns are left out, as they are Python's.
 */
final class SchemaConverter {

    private static final int DEEPEST = 24;

    /** A schema that doubles with each level ends here. */
    private static final int MOST = 4_000;

    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");

    private static final Map<String, String> PYTHON_WORDS = Map.of(
            "ge", "minimum",
            "le", "maximum",
            "gt", "exclusiveMinimum",
            "lt", "exclusiveMaximum",
            "min_length", "minLength",
            "max_length", "maxLength",
            "min_items", "minItems",
            "max_items", "maxItems");

    private final SchemaReferences references;
    private final boolean nullable;
    private final Set<Map<String, Object>> files = Collections.newSetFromMap(new IdentityHashMap<>());
    private int converted;

    /**
     * Makes a converter.
     *
     * @param nullable whether null is a value: it is in outputs, while an input that is not set is left out
     */
    SchemaConverter(SchemaReferences references, boolean nullable) {
        this.references = references;
        this.nullable = nullable;
    }

    /** {@return the schemas made so far whose values are files, by identity} */
    Set<Map<String, Object>> files() {
        return files;
    }

    /** {@return the schema without a description; empty for one that says nothing} */
    Map<String, Object> convert(@Nullable Object schema) {
        return convert(schema, 0);
    }

    private Map<String, Object> convert(@Nullable Object raw, int depth) {
        if (depth > DEEPEST || ++converted > MOST) {
            return new LinkedHashMap<>();
        }
        Map<String, @Nullable Object> schema = references.resolved(raw);
        PYTHON_WORDS.forEach((word, keyword) -> {
            if (schema.containsKey(word)) {
                schema.putIfAbsent(keyword, schema.remove(word));
            }
        });
        Map<String, Object> result = value(schema, depth);
        return nullable && allowsNull(schema) ? withNull(result) : result;
    }

    private Map<String, Object> value(Map<String, @Nullable Object> schema, int depth) {
        List<Object> choices = SchemaChoices.of(schema);
        if (!choices.isEmpty()) {
            return choice(choices);
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.get(keyword) instanceof List<?> branches) {
                return union(branches, depth);
            }
        }
        if (schema.get("allOf") instanceof List<?> parts && !parts.isEmpty()) {
            return conjunction(parts, depth);
        }
        List<String> types = types(schema);
        if (types.size() > 1) {
            return union(types.stream().map(type -> ofType(schema, type)).toList(), depth);
        }
        return types.isEmpty() ? new LinkedHashMap<>() : single(schema, types.get(0), depth);
    }

    private static Map<String, @Nullable Object> ofType(Map<String, @Nullable Object> schema, String type) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>(schema);
        one.put("type", type);
        return one;
    }

    private static Map<String, Object> choice(List<Object> choices) {
        Map<String, Object> result = new LinkedHashMap<>();
        String type = SchemaChoices.type(choices);
        if (type != null) {
            result.put("type", type);
        }
        result.put("enum", choices);
        return result;
    }

    private Map<String, Object> union(List<?> branches, int depth) {
        List<Map<String, Object>> converted = branches.stream()
                .filter(branch -> !isNull(branch))
                .map(branch -> convert(branch, depth + 1))
                .distinct()
                .toList();
        if (converted.size() == 1) {
            return converted.get(0);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        if (!converted.isEmpty() && converted.stream().noneMatch(Map::isEmpty)) {
            result.put("anyOf", converted);
        }
        return result;
    }

    private Map<String, Object> conjunction(List<?> parts, int depth) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("allOf", parts.stream().map(part -> convert(part, depth + 1)).toList());
        return result;
    }

    private static List<String> types(Map<String, @Nullable Object> schema) {
        Object type = schema.get("type");
        if (type instanceof List<?> several) {
            return several.stream()
                    .map(String::valueOf)
                    .filter(TYPES::contains)
                    .distinct()
                    .toList();
        }
        if (type instanceof String word) {
            return TYPES.contains(word) ? List.of(word) : List.of();
        }
        if (schema.get("properties") instanceof Map) {
            return List.of("object");
        }
        return schema.get("items") instanceof Map ? List.of("array") : List.of();
    }

    private Map<String, Object> single(Map<String, @Nullable Object> schema, String type, int depth) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("type", type);
        switch (type) {
            case "string" -> {
                if ("uri".equals(schema.get("format"))) {
                    files.add(result);
                } else {
                    counts(schema, result, "minLength", "maxLength");
                }
            }
            case "integer", "number" -> bounds(schema, result);
            case "array" -> {
                counts(schema, result, "minItems", "maxItems");
                Map<String, Object> items = convert(schema.get("items"), depth + 1);
                if (!items.isEmpty()) {
                    result.put("items", items);
                }
            }
            case "object" -> object(schema, result, depth);
            default -> {} // boolean: nothing more to say
        }
        return result;
    }

    private void object(Map<String, @Nullable Object> schema, Map<String, Object> result, int depth) {
        Map<String, Object> properties = new LinkedHashMap<>();
        SchemaReferences.object(schema.get("properties"))
                .forEach((name, property) -> properties.put(name, convert(property, depth + 1)));
        if (!properties.isEmpty()) {
            result.put("properties", properties);
            List<String> required =
                    required(schema).stream().filter(properties::containsKey).toList();
            if (!nullable && !required.isEmpty()) {
                result.put("required", required); // models leave fields of their outputs out
            }
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> values && !values.isEmpty()) {
            result.put("additionalProperties", convert(values, depth + 1));
        }
    }

    /** {@return the names that a schema requires} */
    static Set<String> required(Map<String, @Nullable Object> schema) {
        Set<String> names = new LinkedHashSet<>();
        if (schema.get("required") instanceof List<?> listed) {
            listed.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }

    private static void counts(Map<String, @Nullable Object> schema, Map<String, Object> result, String... keywords) {
        for (String keyword : keywords) {
            if (schema.get(keyword) instanceof Number count && count.longValue() >= 0) {
                result.put(keyword, count.longValue());
            }
        }
    }

    /** OpenAPI 3.0 has a flag beside the bound, JSON Schema the excluded bound itself. */
    private static void bounds(Map<String, @Nullable Object> schema, Map<String, Object> result) {
        bound(schema, result, "minimum", "exclusiveMinimum");
        bound(schema, result, "maximum", "exclusiveMaximum");
        if (schema.get("multipleOf") instanceof Number step && isFinite(step) && step.doubleValue() > 0) {
            result.put("multipleOf", step);
        }
    }

    private static void bound(
            Map<String, @Nullable Object> schema, Map<String, Object> result, String keyword, String exclusive) {
        boolean excluded = Boolean.TRUE.equals(schema.get(exclusive));
        if (schema.get(keyword) instanceof Number limit && isFinite(limit)) {
            result.put(excluded ? exclusive : keyword, limit);
        }
        if (schema.get(exclusive) instanceof Number limit && isFinite(limit)) {
            result.put(exclusive, limit);
        }
    }

    private static boolean isFinite(Number number) {
        return number instanceof BigDecimal || Double.isFinite(number.doubleValue());
    }

    private boolean allowsNull(Map<String, @Nullable Object> schema) {
        return Boolean.TRUE.equals(schema.get("nullable"))
                || (schema.get("type") instanceof List<?> types && types.contains("null"))
                || (schema.get("enum") instanceof List<?> values && values.contains(null))
                || (schema.get("anyOf") instanceof List<?> any && any.stream().anyMatch(this::isNull))
                || (schema.get("oneOf") instanceof List<?> one && one.stream().anyMatch(this::isNull));
    }

    private boolean isNull(@Nullable Object branch) {
        return branch instanceof Map<?, ?> schema
                && ("null".equals(schema.get("type")) || (schema.containsKey("const") && schema.get("const") == null));
    }

    private Map<String, Object> withNull(Map<String, Object> schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        List<Object> either = new ArrayList<>();
        either.add(schema);
        either.add(Map.of("type", "null"));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("anyOf", either);
        return result;
    }
}
