package dev.replicate4j.codegen;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes a model's JSON as a careless or hostile author could. The same seed makes the same changes. */
final class SchemaMutator {

    private static final List<String> KEYWORDS = List.of(
            "type",
            "format",
            "title",
            "description",
            "default",
            "enum",
            "const",
            "nullable",
            "deprecated",
            "writeOnly",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "ge",
            "le",
            "gt",
            "lt",
            "minLength",
            "maxLength",
            "min_length",
            "max_length",
            "minItems",
            "maxItems",
            "pattern",
            "regex",
            "items",
            "properties",
            "required",
            "additionalProperties",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "$ref",
            "$defs",
            "definitions",
            "discriminator",
            "xml",
            "externalDocs",
            "example",
            "examples",
            "extensions",
            "multipleOf",
            "uniqueItems",
            "patternProperties",
            "prefixItems",
            "x-order",
            "x-cog-secret",
            "x-cog-accept",
            "x-cog-array-type",
            "x-cog-array-display",
            "x-enum",
            "x-default",
            "input",
            "output",
            "id",
            "name",
            "owner",
            "cog_version",
            "is_official",
            "default_example");

    private static final List<String> NAMES = List.of(
            "",
            " ",
            "_",
            "$",
            "a",
            "A",
            "model",
            "MODEL",
            "Model",
            "type",
            "TYPE",
            "Type",
            "class",
            "record",
            "yield",
            "var",
            "int",
            "null",
            "Input",
            "Output",
            "input",
            "TrainingInput",
            "TrainingOutput",
            "String",
            "Object",
            "List",
            "Map",
            "Path",
            "Override",
            "Integer",
            "Long",
            "Nullable",
            "wire",
            "values",
            "valueOf",
            "name",
            "ordinal",
            "fields",
            "in",
            "inputs",
            "options",
            "more",
            "rest",
            "call",
            "with",
            "stream",
            "set",
            "put",
            "copy",
            "definition",
            "defaultExample",
            "train",
            "destination",
            "serialVersionUID",
            "hashCode",
            "getClass",
            "toString",
            "wait",
            "3d",
            "3D",
            "_3d",
            "7",
            "-1",
            "1.0",
            "a b",
            "a-b",
            "a_b",
            "aB",
            "ab",
            "AB",
            "a.b",
            "a/b",
            "../x",
            "x\"; y",
            "*/",
            "\\u002a/",
            "\u00e9",
            "e\u0301",
            "\u7537",
            "\ud83d\ude00",
            "\ud800",
            "\u202e",
            "\0",
            "\n",
            "con",
            "M0",
            "Segment",
            "segment",
            "SEGMENT",
            "x-order",
            "$ref",
            "java",
            "dev",
            "a_very_long_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "*/ class Injected {} /*",
            "\\u002a\\u002f class Injected {}",
            "{@code",
            "{@link Nothing}",
            "@param x y",
            "@deprecated",
            "<script>",
            "</p>",
            "&nbsp",
            "\"",
            "\\",
            "\\\"",
            "'",
            "`",
            "$T $L $S $$ $1L",
            "$[",
            "$>",
            "%s",
            "\n\n",
            "\r",
            "\t",
            "\0",
            "\u001a",
            "\u0085",
            "\u2028",
            "\u202e",
            "\ud800",
            "\udc00",
            "\ud83d\ude00",
            "\u200b",
            "\ufeff",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e400",
            "null",
            "true",
            "True",
            "16:9",
            "2024-13-45",
            "not base64!",
            "https://example.com/a.png",
            "https://",
            "data:,",
            "http://[::1",
            "uri",
            "password",
            "date",
            "date-time",
            "byte",
            "binary",
            "uuid",
            "int32",
            "int64",
            "float",
            "string",
            "integer",
            "number",
            "boolean",
            "array",
            "object",
            "Any",
            "NamedEmbedding",
            "iterator",
            "concatenate",
            "#/components/schemas/Segment",
            "#/components/schemas/Output",
            "#/components/schemas/Input",
            "#/components/schemas/",
            "#",
            "#/$defs/X",
            "Segment",
            "./other.json",
            "https://example.com/x.json#/A",
            "image/*",
            "[a-z",
            "(?<name>x)");

    private static final List<Object> NUMBERS = List.of(
            0L,
            1L,
            -1L,
            2L,
            40L,
            2147483647L,
            2147483648L,
            -2147483649L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            new BigInteger("18446744073709552000"),
            new BigInteger("-99999999999999999999999999"),
            new BigDecimal("1e400"),
            new BigDecimal("-1e400"),
            -0.0,
            0.0,
            0.1,
            1.0,
            1e-320,
            1e308,
            -1e308,
            13.5,
            4e18,
            1e300);

    private final Random random;

    SchemaMutator(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a changed copy of a model. */
    Object mutate(Object model, int times) {
        Object copy = copy(model);
        for (int i = 0; i < times; i++) {
            List<Object> nodes = new ArrayList<>();
            collect(copy, nodes);
            change(nodes.get(random.nextInt(nodes.size())), nodes);
        }
        return copy;
    }

    @SuppressWarnings("unchecked")
    private void change(Object node, List<Object> nodes) {
        if (node instanceof Map<?, ?> map) {
            change((Map<String, Object>) map, nodes);
        } else {
            change((List<Object>) node, nodes);
        }
    }

    private void change(Map<String, Object> map, List<Object> nodes) {
        List<String> keys = new ArrayList<>(map.keySet());
        String key = keys.isEmpty() ? pick(KEYWORDS) : pick(keys);
        switch (random.nextInt(14)) {
            case 0 -> map.remove(key);
            case 1 -> map.put(key, value(nodes));
            case 2, 3 -> map.put(pick(KEYWORDS), value(nodes));
            case 4 -> map.put(pick(NAMES), map.get(key));
            case 5 -> map.put(twin(key), copy(map.get(key)));
            case 6 -> map.put(key, list(value(nodes), value(nodes)));
            case 7 -> map.put(pick(List.of("anyOf", "oneOf", "allOf")), list(schema(nodes), schema(nodes), map()));
            case 8 -> map.put(pick(List.of("items", "additionalProperties", "not", "x")), schema(nodes));
            case 9 -> map.put("type", pick(List.of("string", "integer", "number", "boolean", "array", "object")));
            case 10 -> map.put("enum", list(scalar(), scalar(), scalar(), scalar()));
            case 11 ->
                map.put(pick(List.of("minimum", "maximum", "minLength", "maxItems", "x-order", "default")), scalar());
            case 12 -> map.put("type", list(scalar(), pick(List.of("string", "null", "array", "object")), "number"));
            default -> map.put("properties", properties(nodes));
        }
    }

    private void change(List<Object> list, List<Object> nodes) {
        List<Object> changed = new ArrayList<>(list);
        switch (random.nextInt(4)) {
            case 0 -> changed.add(value(nodes));
            case 1 -> changed.addAll(list);
            case 2 -> changed.add(null);
            default -> Collections.shuffle(changed, random);
        }
        list.clear();
        list.addAll(changed);
    }

    private Object value(List<Object> nodes) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> deep();
            case 3 -> copy(pick(nodes));
            case 4 -> pick(TEXTS).repeat(random.nextInt(300));
            default -> scalar();
        };
    }

    private Object scalar() {
        return switch (random.nextInt(7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2, 3 -> pick(NUMBERS);
            case 4 -> pick(NAMES);
            default -> pick(TEXTS);
        };
    }

    private Object schema(List<Object> nodes) {
        return switch (random.nextInt(6)) {
            case 0 ->
                new LinkedHashMap<>(Map.of(
                        "$ref",
                        "#/components/schemas/" + pick(List.of("Segment", "Input", "Output", "voice", "Nothing"))));
            case 1 ->
                new LinkedHashMap<>(Map.of(
                        "type", pick(List.of("string", "integer", "number", "boolean", "array", "object", "null"))));
            case 2 -> new LinkedHashMap<>(Map.of("type", "string", "format", "uri"));
            case 3 -> new LinkedHashMap<>(Map.of("enum", list(scalar(), scalar())));
            case 4 -> value(nodes);
            default -> copy(pick(nodes));
        };
    }

    private Map<String, Object> properties(List<Object> nodes) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            properties.put(pick(NAMES), schema(nodes));
        }
        return properties;
    }

    private Map<String, Object> map() {
        return new LinkedHashMap<>(Map.of(pick(KEYWORDS), pick(TEXTS)));
    }

    private Object deep() {
        Object value = scalar();
        for (int i = random.nextInt(60); i > 0; i--) {
            value = random.nextBoolean() ? new ArrayList<>(Collections.singletonList(value)) : singleton(value);
        }
        return value;
    }

    private static List<Object> list(Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    private Map<String, Object> singleton(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(pick(KEYWORDS), value);
        return map;
    }

    private String twin(String key) {
        return switch (random.nextInt(5)) {
            case 0 -> key.toUpperCase(java.util.Locale.ROOT);
            case 1 -> key + "_";
            case 2 -> "_" + key;
            case 3 -> key.replace('_', '-');
            default -> key + "2";
        };
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static void collect(Object value, List<Object> nodes) {
        if (value instanceof Map<?, ?> map) {
            nodes.add(map);
            map.values().forEach(item -> collect(item, nodes));
        } else if (value instanceof List<?> list) {
            nodes.add(list);
            list.forEach(item -> collect(item, nodes));
        }
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put((String) key, copy(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        return value;
    }
}
