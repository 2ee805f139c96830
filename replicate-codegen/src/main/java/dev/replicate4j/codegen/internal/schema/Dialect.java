package dev.replicate4j.codegen.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites schemas as Cog emits them into standard OpenAPI 3.0 that Swagger Parser reads without loss.
 *
 * <p>It copies what it knows and drops the rest, so that no keyword, however odd, reaches the parser. Enum values and defaults often
 * contradict the type they stand at, and the parser would coerce or drop them: they travel as extensions.
 */
final class Dialect {

    static final String ENUM = "x-enum";
    static final String DEFAULT = "x-default";
    static final String ORDER = "x-order";
    static final String SECRET = "x-cog-secret";
    static final String ACCEPT = "x-cog-accept";
    static final String ARRAY_TYPE = "x-cog-array-type";
    static final String ARRAY_DISPLAY = "x-cog-array-display";

    private static final String COMPONENTS = "#/components/schemas/";

    /** Deeper schemas are untyped: a hostile one must not exhaust the stack. */
    private static final int DEEPEST = 40;

    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");

    /** Every other format says nothing that a Java type could keep, and may make the parser reinterpret values. */
    private static final Set<String> FORMATS = Set.of("uri", "password");

    private static final List<String> TEXTS = List.of("title", "description", ACCEPT, ARRAY_TYPE, ARRAY_DISPLAY);
    private static final List<String> FLAGS = List.of("nullable", "deprecated", "writeOnly", SECRET);

    /** Standard keyword by the words that Cog's fast path copies verbatim from Python. */
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("minimum", "minimum"),
            Map.entry("ge", "minimum"),
            Map.entry("maximum", "maximum"),
            Map.entry("le", "maximum"),
            Map.entry("minLength", "minLength"),
            Map.entry("min_length", "minLength"),
            Map.entry("maxLength", "maxLength"),
            Map.entry("max_length", "maxLength"),
            Map.entry("minItems", "minItems"),
            Map.entry("min_items", "minItems"),
            Map.entry("maxItems", "maxItems"),
            Map.entry("max_items", "maxItems"),
            Map.entry(ORDER, ORDER));

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode schemas = JSON.objectNode();

    private Dialect() {}

    /** Rewrites component schemas, in any dialect. */
    static ObjectNode standardize(JsonNode components) {
        Dialect dialect = new Dialect();
        components.properties().forEach(entry -> dialect.component(entry.getKey(), entry.getValue()));
        return dialect.schemas;
    }

    private void component(String name, JsonNode schema) {
        schemas.set(name, schema(schema, 0));
        for (String shelf : List.of("$defs", "definitions")) {
            schema.path(shelf).properties().forEach(entry -> {
                if (!schemas.has(entry.getKey())) {
                    schemas.set(entry.getKey(), schema(entry.getValue(), 1));
                }
            });
        }
    }

    private ObjectNode schema(JsonNode from, int depth) {
        ObjectNode to = JSON.objectNode();
        if (!from.isObject() || depth > DEEPEST) {
            return to;
        }
        copyFacts(from, to);
        copyBounds(from, to);
        copyValues(from, to);
        copyType(from, to, depth);
        copyParts(from, to, depth);
        copyBranches(from, to, depth);
        return to;
    }

    private static void copyFacts(JsonNode from, ObjectNode to) {
        for (String key : TEXTS) {
            if (from.path(key).isTextual()) {
                to.set(key, from.get(key));
            }
        }
        for (String key : FLAGS) {
            if (from.path(key).asBoolean(false)) {
                to.put(key, true);
            }
        }
        for (String key : List.of("pattern", "regex")) {
            if (from.path(key).isTextual()) {
                to.set("pattern", from.get(key));
            }
        }
        if (FORMATS.contains(from.path("format").asText())) {
            to.set("format", from.get("format"));
        }
    }

    private static void copyBounds(JsonNode from, ObjectNode to) {
        NUMBERS.forEach((found, standard) -> {
            if (isFinite(from.path(found)) && !to.has(standard)) {
                to.set(standard, from.get(found));
            }
        });
        exclusive(from, to, List.of("exclusiveMinimum", "gt"), "minimum", "exclusiveMinimum");
        exclusive(from, to, List.of("exclusiveMaximum", "lt"), "maximum", "exclusiveMaximum");
    }

    /** JSON has no infinity, but numbers beyond a double. */
    private static boolean isFinite(JsonNode number) {
        return number.isNumber() && Double.isFinite(number.doubleValue());
    }

    /** JSON Schema since 2019 has the bound itself where OpenAPI 3.0 has a flag beside an inclusive bound. */
    private static void exclusive(JsonNode from, ObjectNode to, List<String> words, String bound, String flag) {
        for (String word : words) {
            JsonNode value = from.path(word);
            if (isFinite(value)) {
                to.set(bound, value);
            }
            if (isFinite(value) || value.asBoolean(false)) {
                to.put(flag, true);
            }
        }
    }

    private static void copyValues(JsonNode from, ObjectNode to) {
        if (from.path("enum").isArray()) {
            to.set(ENUM, from.get("enum"));
        } else if (from.has("const")) {
            to.putArray(ENUM).add(from.get("const"));
        }
        if (from.hasNonNull("default")) {
            to.set(DEFAULT, from.get("default"));
        }
    }

    private void copyType(JsonNode from, ObjectNode to, int depth) {
        JsonNode type = from.path("type");
        if (type.isArray()) {
            copyTypes(from, (ArrayNode) type, to, depth);
        } else if (TYPES.contains(type.asText())) {
            to.set("type", type);
        } else if (from.path("properties").isObject()) {
            to.put("type", "object");
        } else if (from.path("items").isObject() && type.isMissingNode()) {
            to.put("type", "array");
        }
    }

    /** {@code "type": ["string", "null"]}, the form of OpenAPI 3.1. */
    private void copyTypes(JsonNode from, ArrayNode types, ObjectNode to, int depth) {
        ArrayNode branches = JSON.arrayNode();
        for (JsonNode type : types) {
            if (type.asText().equals("null")) {
                to.put("nullable", true);
            } else {
                ObjectNode single = from.deepCopy();
                single.set("type", type);
                branches.add(schema(single, depth + 1));
            }
        }
        if (branches.size() == 1) {
            to.set("type", branches.get(0).path("type"));
        } else if (!branches.isEmpty()) {
            to.set("anyOf", branches);
        }
    }

    private void copyParts(JsonNode from, ObjectNode to, int depth) {
        if (from.path("properties").isObject()) {
            ObjectNode properties = to.putObject("properties");
            from.get("properties")
                    .properties()
                    .forEach(entry -> properties.set(entry.getKey(), schema(entry.getValue(), depth + 1)));
        }
        if (from.path("required").isArray()) {
            ArrayNode required = to.putArray("required");
            from.get("required").forEach(name -> required.add(name.asText()));
        }
        if (from.path("additionalProperties").isObject()) {
            to.set("additionalProperties", schema(from.get("additionalProperties"), depth + 1));
        }
        if (to.path("type").asText().equals("array")) {
            to.set("items", schema(from.path("items"), depth + 1));
        }
    }

    private void copyBranches(JsonNode from, ObjectNode to, int depth) {
        ArrayNode all = JSON.arrayNode();
        if (from.path("$ref").isTextual()) {
            all.addObject().put("$ref", reference(from.get("$ref").asText()));
        }
        from.path("allOf").forEach(part -> all.add(schema(part, depth + 1)));
        for (String key : List.of("anyOf", "oneOf")) {
            ArrayNode any = JSON.arrayNode();
            for (JsonNode branch : from.path(key)) {
                if (branch.path("type").asText().equals("null")) {
                    to.put("nullable", true);
                } else {
                    any.add(schema(branch, depth + 1));
                }
            }
            if (any.size() == 1) {
                all.add(any.get(0));
            } else if (!any.isEmpty()) {
                to.set("anyOf", any);
            }
        }
        if (!all.isEmpty()) {
            to.set("allOf", all);
        }
    }

    /** Local definitions ({@code #/$defs/X}) stand among the components here. */
    private static String reference(String found) {
        return COMPONENTS + found.substring(found.lastIndexOf('/') + 1);
    }
}
