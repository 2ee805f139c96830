package dev.replicate4j.codegen.internal.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites schemas as Cog emits them into standard OpenAPI 3.0 that Swagger Parser reads without loss.
 *
 * <p>It copies what it knows and drops the rest, so that no keyword, however odd, reaches the parser. What the parser would change
 * becomes {@link Facts}; each schema's {@code title}, which the parser leaves alone, is the number of its facts.
 */
final class Dialect {

    private static final String COMPONENTS = "#/components/schemas/";

    /** Deeper schemas are untyped: a hostile one must not exhaust the stack. */
    private static final int DEEPEST = 40;

    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");

    /** Every other format says nothing that a Java type could keep, and may make the parser reinterpret values. */
    private static final Set<String> FORMATS = Set.of("uri", "password");

    private static final List<String> FLAGS = List.of("nullable", "deprecated", "writeOnly");

    /** The standard's keyword, then the word that Cog's fast path copies verbatim from Python. The first that is there counts. */
    private static final List<List<String>> NUMBERS = List.of(
            List.of("minimum", "ge"),
            List.of("maximum", "le"),
            List.of("minLength", "min_length"),
            List.of("maxLength", "max_length"),
            List.of("minItems", "min_items"),
            List.of("maxItems", "max_items"));

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode schemas = JSON.objectNode();
    private final List<Facts> facts = new ArrayList<>();

    private Dialect() {}

    /**
     * Schemas in the standard's words.
     *
     * @param schemas for the parser
     * @param facts what the parser does not get, by the titles of the schemas
     */
    record Standard(ObjectNode schemas, List<Facts> facts) {}

    /** Rewrites component schemas, in any dialect. */
    static Standard standardize(Map<String, ?> components) {
        Dialect dialect = new Dialect();
        components.forEach(dialect::component);
        return new Standard(dialect.schemas, dialect.facts);
    }

    private void component(String name, @Nullable Object schema) {
        schemas.set(name, schema(schema, 0));
        for (String shelf : List.of("$defs", "definitions")) {
            map(map(schema).get(shelf)).forEach((local, definition) -> {
                if (!schemas.has((String) local)) {
                    schemas.set((String) local, schema(definition, 1));
                }
            });
        }
    }

    private ObjectNode schema(@Nullable Object schema, int depth) {
        ObjectNode to = JSON.objectNode();
        if (!(schema instanceof Map<?, ?> from) || depth > DEEPEST) {
            return to;
        }
        keepFacts(from, to);
        copyWords(from, to);
        copyBounds(from, to);
        copyType(from, to, depth);
        copyParts(from, to, depth);
        copyBranches(from, to, depth);
        return to;
    }

    private void keepFacts(Map<?, ?> from, ObjectNode to) {
        Number order = finite(from.get("x-order"));
        to.put("title", String.valueOf(facts.size()));
        facts.add(new Facts(
                values(from),
                from.get("default"),
                order == null ? Double.MAX_VALUE : order.doubleValue(),
                isTrue(from.get("x-cog-secret")),
                text(from.get("x-cog-accept")),
                text(from.get("x-cog-array-type")),
                text(from.get("x-cog-array-display"))));
    }

    private static @Nullable List<?> values(Map<?, ?> from) {
        if (from.get("enum") instanceof List<?> values) {
            return values;
        }
        return from.containsKey("const") ? Collections.singletonList(from.get("const")) : null;
    }

    private static void copyWords(Map<?, ?> from, ObjectNode to) {
        put(to, "description", text(from.get("description")));
        for (String key : FLAGS) {
            if (isTrue(from.get(key))) {
                to.put(key, true);
            }
        }
        put(to, "pattern", text(from.get("pattern")));
        put(to, "pattern", text(from.get("regex")));
        String format = text(from.get("format"));
        put(to, "format", format != null && FORMATS.contains(format) ? format : null);
    }

    private static void copyBounds(Map<?, ?> from, ObjectNode to) {
        for (List<String> words : NUMBERS) {
            for (String word : words) {
                Number bound = finite(from.get(word));
                if (bound != null && !to.has(words.get(0))) {
                    to.set(words.get(0), number(bound));
                }
            }
        }
        exclusive(from, to, List.of("exclusiveMinimum", "gt"), "minimum", "exclusiveMinimum");
        exclusive(from, to, List.of("exclusiveMaximum", "lt"), "maximum", "exclusiveMaximum");
    }

    /** JSON Schema since 2019 has the bound itself where OpenAPI 3.0 has a flag beside an inclusive bound. */
    private static void exclusive(Map<?, ?> from, ObjectNode to, List<String> words, String bound, String flag) {
        for (String word : words) {
            Number value = finite(from.get(word));
            if (value != null) {
                to.set(bound, number(value));
            }
            if (value != null || isTrue(from.get(word))) {
                to.put(flag, true);
            }
        }
    }

    private void copyType(Map<?, ?> from, ObjectNode to, int depth) {
        Object type = from.get("type");
        if (type instanceof List<?> types) {
            copyTypes(from, types, to, depth);
        } else if (type instanceof String word && TYPES.contains(word)) {
            to.put("type", word);
        } else if (from.get("properties") instanceof Map) {
            to.put("type", "object");
        } else if (from.get("items") instanceof Map && !from.containsKey("type")) {
            to.put("type", "array");
        }
    }

    /** {@code "type": ["string", "null"]}, the form of OpenAPI 3.1. */
    private void copyTypes(Map<?, ?> from, List<?> types, ObjectNode to, int depth) {
        ArrayNode branches = JSON.arrayNode();
        for (Object type : types) {
            if (isNull(type)) {
                to.put("nullable", true);
            } else {
                Map<Object, @Nullable Object> single = new LinkedHashMap<>(from);
                single.put("type", type);
                branches.add(schema(single, depth + 1));
            }
        }
        if (branches.size() == 1) {
            put(to, "type", branches.get(0).path("type").textValue());
        } else if (!branches.isEmpty()) {
            to.set("anyOf", branches);
        }
    }

    private void copyParts(Map<?, ?> from, ObjectNode to, int depth) {
        if (from.get("properties") instanceof Map<?, ?> found) {
            ObjectNode properties = to.putObject("properties");
            found.forEach((name, property) -> properties.set((String) name, schema(property, depth + 1)));
        }
        if (from.get("required") instanceof List<?> names) {
            ArrayNode required = to.putArray("required");
            names.forEach(name -> required.add(String.valueOf(name)));
        }
        if (from.get("additionalProperties") instanceof Map<?, ?> values) {
            to.set("additionalProperties", schema(values, depth + 1));
        }
        if (to.path("type").asText().equals("array")) {
            to.set("items", schema(from.get("items"), depth + 1));
        }
    }

    private void copyBranches(Map<?, ?> from, ObjectNode to, int depth) {
        ArrayNode all = JSON.arrayNode();
        if (from.get("$ref") instanceof String reference) {
            all.addObject().put("$ref", reference(reference));
        }
        list(from.get("allOf")).forEach(part -> all.add(schema(part, depth + 1)));
        for (String key : List.of("anyOf", "oneOf")) {
            ArrayNode any = JSON.arrayNode();
            for (Object branch : list(from.get(key))) {
                if (map(branch).containsKey("type") && isNull(map(branch).get("type"))) {
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

    private static boolean isNull(@Nullable Object type) {
        return type == null || type.equals("null");
    }

    /** JSON has no infinity, but numbers beyond a double. */
    private static @Nullable Number finite(@Nullable Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue()) ? number : null;
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    private static NumericNode number(Number value) {
        if (value instanceof Long whole) {
            return whole == whole.intValue() ? JSON.numberNode(whole.intValue()) : JSON.numberNode(whole.longValue());
        }
        return value instanceof BigInteger big
                ? (NumericNode) JSON.numberNode(big)
                : JSON.numberNode(value.doubleValue());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    private static void put(ObjectNode to, String key, @Nullable String text) {
        if (text != null) {
            to.put(key, text);
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
