package dev.replicate4j.codegen.internal.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rewrites component schemas in any dialect into an OpenAPI 3.0 document, by the rules of {@link DialectRule}. */
final class Normalizer {

    /** Deeper schemas are untyped: a hostile one must not exhaust the stack. */
    private static final int DEEPEST = 40;

    private static final List<String> DEFINITIONS = List.of("$defs", "definitions");

    private Normalizer() {}

    /** Makes a document of component schemas. */
    static Map<String, Object> document(Map<String, ?> components) {
        Map<String, Object> schemas = new LinkedHashMap<>();
        components.forEach((name, schema) -> schemas.put(name, schema(schema, 0)));
        components.values().forEach(schema -> definitions(schema, schemas));
        return Map.of(
                "openapi", "3.0.3",
                "info", Map.of("title", "A model", "version", "1"),
                "paths", Map.of(),
                "components", Map.of("schemas", schemas));
    }

    /** Local definitions become components, unless there is one of that name. */
    private static void definitions(@Nullable Object component, Map<String, Object> schemas) {
        if (component instanceof Map<?, ?> schema) {
            for (String keyword : DEFINITIONS) {
                if (schema.get(keyword) instanceof Map<?, ?> definitions) {
                    definitions.forEach(
                            (name, definition) -> schemas.computeIfAbsent((String) name, key -> schema(definition, 1)));
                }
            }
        }
    }

    private static Map<String, @Nullable Object> schema(@Nullable Object found, int depth) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        if (found instanceof Map<?, ?> keywords && depth <= DEEPEST) {
            keywords.forEach((keyword, value) -> schema.put((String) keyword, value));
            for (DialectRule rule : DialectRule.values()) {
                rule.apply(schema);
            }
            schema.replaceAll((keyword, value) -> part(keyword, value, depth + 1));
        }
        return schema;
    }

    private static @Nullable Object part(String keyword, @Nullable Object value, int depth) {
        return switch (keyword) {
            case "properties" -> value instanceof Map<?, ?> found ? properties(found, depth) : Map.of();
            case "items" -> schema(value, depth);
            case "additionalProperties" -> value instanceof Boolean ? value : schema(value, depth);
            case "allOf", "anyOf", "oneOf" -> value instanceof List<?> found ? schemas(found, depth) : List.of();
            default -> value;
        };
    }

    private static Map<String, Object> properties(Map<?, ?> found, int depth) {
        Map<String, Object> properties = new LinkedHashMap<>();
        found.forEach((name, property) -> properties.put((String) name, schema(property, depth)));
        return properties;
    }

    private static List<Object> schemas(List<?> found, int depth) {
        List<Object> schemas = new ArrayList<>();
        found.forEach(part -> schemas.add(schema(part, depth)));
        return schemas;
    }
}
