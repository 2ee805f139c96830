package dev.replicate4j.codegen.internal.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of types, unions and references. */
final class TypeRules {

    private static final String COMPONENTS = "#/components/schemas/";

    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");
    private static final Set<String> FORMATS = Set.of("uri", "password");

    /** Keywords that speak of one type alone. */
    private static final Map<String, String> OF_TYPE =
            Map.of("items", "array", "properties", "object", "required", "object", "additionalProperties", "object");

    /** Keywords of the schema as a whole, rather than of one of its types. */
    private static final Set<String> OF_WHOLE =
            Set.of("type", "allOf", "anyOf", "oneOf", "$ref", "description", "default");

    private TypeRules() {}

    static void splitTypeLists(Map<String, @Nullable Object> schema) {
        if (!(schema.get("type") instanceof List<?> types)) {
            return;
        }
        schema.remove("type");
        List<?> others = types.stream().filter(type -> !isNull(type)).distinct().toList();
        if (others.size() < types.stream().distinct().count()) {
            schema.put("nullable", true);
        }
        if (others.size() == 1) {
            schema.put("type", others.get(0));
        } else if (!others.isEmpty()) {
            schema.putIfAbsent(
                    "anyOf", others.stream().map(type -> branch(schema, type)).toList());
            OF_TYPE.keySet().forEach(schema::remove);
        }
    }

    private static Map<String, @Nullable Object> branch(Map<String, @Nullable Object> schema, Object type) {
        Map<String, @Nullable Object> branch = new LinkedHashMap<>(schema);
        branch.keySet()
                .removeIf(keyword -> OF_WHOLE.contains(keyword)
                        || !OF_TYPE.getOrDefault(keyword, String.valueOf(type)).equals(type));
        branch.put("type", type);
        return branch;
    }

    static void removeNullBranches(Map<String, @Nullable Object> schema) {
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.get(keyword) instanceof List<?> branches) {
                List<?> others = branches.stream()
                        .filter(branch -> !isNullBranch(branch))
                        .toList();
                if (others.size() < branches.size()) {
                    schema.put("nullable", true);
                }
                schema.put(keyword, others);
                if (others.size() < 2) {
                    schema.remove(keyword);
                    addToAllOf(schema, others);
                }
            }
        }
    }

    static void keepStandardTypes(Map<String, @Nullable Object> schema) {
        if (!(schema.get("type") instanceof String type && TYPES.contains(type))) {
            boolean array = !schema.containsKey("type") && schema.containsKey("items");
            schema.remove("type");
            if (schema.containsKey("properties")) {
                schema.put("type", "object");
            } else if (array) {
                schema.put("type", "array");
            }
        }
        // The parser would take the type from these rather than from the keyword.
        OF_TYPE.forEach((keyword, type) -> {
            if (!type.equals(schema.get("type"))) {
                schema.remove(keyword);
            }
        });
        if ("array".equals(schema.get("type"))) {
            schema.putIfAbsent("items", Map.of());
        }
    }

    static void moveReferences(Map<String, @Nullable Object> schema) {
        if (schema.get("$ref") instanceof String reference) {
            // Local definitions, as in #/$defs/X, stand among the components here.
            String target = COMPONENTS + reference.substring(reference.lastIndexOf('/') + 1);
            if (schema.size() == 1) {
                schema.put("$ref", target);
            } else {
                schema.remove("$ref");
                addToAllOf(schema, List.of(Map.of("$ref", target)));
            }
        }
    }

    static void keepUsableFormats(Map<String, @Nullable Object> schema) {
        if (schema.get("format") instanceof String format && !FORMATS.contains(format)) {
            schema.remove("format");
        }
    }

    private static void addToAllOf(Map<String, @Nullable Object> schema, List<?> parts) {
        if (!parts.isEmpty()) {
            List<@Nullable Object> all = new ArrayList<>(parts);
            all.addAll(schema.get("allOf") instanceof List<?> known ? known : List.of());
            schema.put("allOf", Collections.unmodifiableList(all));
        }
    }

    private static boolean isNullBranch(@Nullable Object branch) {
        return branch instanceof Map<?, ?> schema
                && ((schema.containsKey("type") && isNull(schema.get("type")))
                        || (schema.containsKey("const") && schema.get("const") == null)
                        || Collections.singletonList(null).equals(schema.get("enum")));
    }

    private static boolean isNull(@Nullable Object type) {
        return type == null || type.equals("null");
    }
}
