package dev.replicate4j.langchain4j;

import dev.replicate4j.model.WireValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model's schema: which inputs there are, which values they take, and what comes back. Where Replicate shows no schema,
 * nothing is known, and a prompt is taken for granted.
 */
final class ModelInputSchema {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String PROMPT = "prompt";

    private final String model;
    private final Map<String, Map<?, ?>> inputs;
    private final Set<?> required;
    private final Map<?, ?> output;

    private ModelInputSchema(String model, Map<String, Map<?, ?>> inputs, Set<?> required, Map<?, ?> output) {
        this.model = model;
        this.inputs = inputs;
        this.required = required;
        this.output = output;
    }

    /**
     * Reads a schema.
     *
     * @param openApi the model's OpenAPI document; empty where Replicate shows none
     */
    static ModelInputSchema of(String model, Map<String, ? extends @Nullable Object> openApi) {
        Map<?, ?> schemas = map(map(openApi.get("components")).get("schemas"));
        Map<?, ?> input = map(schemas.get("Input"));
        Map<String, Map<?, ?>> inputs = new LinkedHashMap<>();
        map(input.get("properties")).entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> order(map(entry.getValue()))))
                .forEach(entry -> inputs.put(String.valueOf(entry.getKey()), resolved(map(entry.getValue()), schemas)));
        return new ModelInputSchema(
                model,
                inputs,
                new HashSet<>(list(input.get("required"))),
                resolved(map(schemas.get("Output")), schemas));
    }

    private static double order(Map<?, ?> schema) {
        return schema.get("x-order") instanceof Number order ? order.doubleValue() : Double.MAX_VALUE;
    }

    /**
     * Puts what a schema refers to in its place: an enum is a schema of its own ({@code $ref}, or the only member of
     * {@code allOf}), and an input that may be null is one of two ({@code anyOf}). What stands beside holds too.
     */
    private static Map<?, ?> resolved(Map<?, ?> schema, Map<?, ?> schemas) {
        List<Map<?, ?>> parts = new ArrayList<>();
        for (Object part : Stream.of(list(schema.get("allOf")), list(schema.get("anyOf")))
                .flatMap(List::stream)
                .toList()) {
            if (!"null".equals(map(part).get("type"))) {
                parts.add(referenced(map(part), schemas));
            }
        }
        Map<Object, Object> merged = new LinkedHashMap<>(referenced(schema, schemas));
        if (parts.size() == 1) {
            merged.putAll(parts.get(0));
        }
        merged.putAll(schema);
        return merged;
    }

    private static Map<?, ?> referenced(Map<?, ?> schema, Map<?, ?> schemas) {
        return schema.get("$ref") instanceof String reference && reference.startsWith(REFERENCE)
                ? map(schemas.get(reference.substring(REFERENCE.length())))
                : schema;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private Map<?, ?> schema(String input) {
        return inputs.getOrDefault(input, Map.of());
    }

    /** {@return {@code owner/name}} */
    String model() {
        return model;
    }

    /** {@return the inputs' names in the schema's order; empty where Replicate shows no schema} */
    Set<String> inputs() {
        return inputs.keySet();
    }

    /** {@return the first of these inputs that the model has} */
    Optional<String> first(List<String> names) {
        return names.stream().filter(inputs::containsKey).findFirst();
    }

    /** {@return the input that takes the prompt: {@code prompt}, else the only required text, else the first of these} */
    Optional<String> prompt(List<String> names) {
        if (inputs.isEmpty() || inputs.containsKey(PROMPT)) {
            return Optional.of(PROMPT);
        }
        List<String> texts = inputs.keySet().stream()
                .filter(required::contains)
                .filter(name -> isText(schema(name)))
                .toList();
        return texts.size() == 1
                ? Optional.of(texts.get(0))
                : names.stream().filter(name -> isText(schema(name))).findFirst();
    }

    /** {@return the inputs that are files or lists of files} */
    List<String> files() {
        return inputs.keySet().stream()
                .filter(name -> itselfOrItems(schema(name), ModelInputSchema::isFile))
                .toList();
    }

    /** {@return whether an input takes a list} */
    boolean isList(String input) {
        return "array".equals(schema(input).get("type"));
    }

    /** {@return the values that an input can have; empty where it takes others too} */
    List<?> choices(String input) {
        return list(schema(input).get("enum"));
    }

    /** {@return whether the model does the same for this value as for none} */
    boolean isDefault(String input, Object value) {
        return same(schema(input).get("default"), value);
    }

    /** {@return whether files can come back, as far as the schema tells} */
    boolean returnsFiles() {
        return saysNothing(output) || itselfOrItems(output, ModelInputSchema::isFile);
    }

    /** {@return whether a text can come back, as far as the schema tells} */
    boolean returnsText() {
        return saysNothing(output) || itselfOrItems(output, ModelInputSchema::isText);
    }

    /** An object may hold anything. */
    private static boolean saysNothing(Map<?, ?> schema) {
        Object type = schema.get("type");
        return type == null || "object".equals(type) || "array".equals(type) && saysNothing(map(schema.get("items")));
    }

    private static boolean itselfOrItems(Map<?, ?> schema, Predicate<Map<?, ?>> kind) {
        return kind.test(schema) || kind.test(map(schema.get("items")));
    }

    private static boolean isFile(Map<?, ?> schema) {
        return "uri".equals(schema.get("format"));
    }

    private static boolean isText(Map<?, ?> schema) {
        return "string".equals(schema.get("type")) && !isFile(schema);
    }

    /** {@return a value as the schema writes it} */
    Object typed(String input, Object value) {
        Object plain = value instanceof WireValue choice ? choice.wireValue() : value;
        return choices(input).stream()
                .filter(choice -> choice != null && same(choice, plain))
                .findFirst()
                .map(Object.class::cast)
                .orElse(plain);
    }

    /** {@return what is wrong with a value, as in {@code must be 1 to 4, but is 9}; empty if nothing is} */
    Optional<String> violation(String input, Object value) {
        List<?> choices = choices(input);
        if (!choices.isEmpty()) {
            return choices.contains(value) ? Optional.empty() : Optional.of(must("one of " + choices, input, value));
        }
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            return Optional.empty();
        }
        Number least = bound(schema(input), "minimum", "ge");
        Number most = bound(schema(input), "maximum", "le");
        boolean within = (least == null || compare(number, least) >= 0) && (most == null || compare(number, most) <= 0);
        return within ? Optional.empty() : Optional.of(must(range(least, most), input, value));
    }

    /** A secret is not shown. */
    private String must(String expected, String input, Object value) {
        boolean secret = Boolean.TRUE.equals(schema(input).get("x-cog-secret"))
                || "password".equals(schema(input).get("format"));
        return "must be " + expected + ", but is " + (secret ? "another value" : value);
    }

    private static boolean same(@Nullable Object choice, Object value) {
        return String.valueOf(choice).equals(String.valueOf(value));
    }

    /** Cog of 2024 and 2025 writes the names of Python's validators. */
    private static @Nullable Number bound(Map<?, ?> schema, String name, String pythonName) {
        Object bound = schema.containsKey(name) ? schema.get(name) : schema.get(pythonName);
        return bound instanceof Number number ? number : null;
    }

    private static int compare(Number left, Number right) {
        return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
    }

    private static String range(@Nullable Number least, @Nullable Number most) {
        if (least != null && most != null) {
            return least + " to " + most;
        }
        return least != null ? "at least " + least : "at most " + most;
    }
}
