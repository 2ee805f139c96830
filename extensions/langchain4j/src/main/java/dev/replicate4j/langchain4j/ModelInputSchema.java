package dev.replicate4j.langchain4j;

import dev.langchain4j.exception.InvalidRequestException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inputs of a model by its schema: which there are, and which values they take. */
final class ModelInputSchema {

    private static final String REFERENCE = "#/components/schemas/";

    private final String model;
    private final Map<String, Map<?, ?>> inputs;

    private ModelInputSchema(String model, Map<String, Map<?, ?>> inputs) {
        this.model = model;
        this.inputs = inputs;
    }

    /**
     * Reads the inputs.
     *
     * @param openApi the model's OpenAPI document; empty where Replicate shows none
     */
    static ModelInputSchema of(String model, Map<String, ? extends @Nullable Object> openApi) {
        Map<?, ?> schemas = map(map(openApi.get("components")).get("schemas"));
        Map<String, Map<?, ?>> inputs = new LinkedHashMap<>();
        map(map(schemas.get("Input")).get("properties"))
                .forEach((name, schema) -> inputs.put(String.valueOf(name), resolved(map(schema), schemas)));
        return new ModelInputSchema(model, inputs);
    }

    /** An enum is a schema of its own, which the input refers to. */
    private static Map<?, ?> resolved(Map<?, ?> schema, Map<?, ?> schemas) {
        Object reference = schema.get("$ref");
        if (reference == null && schema.get("allOf") instanceof List<?> all && all.size() == 1) {
            reference = map(all.get(0)).get("$ref");
        }
        return reference instanceof String text && text.startsWith(REFERENCE)
                ? map(schemas.get(text.substring(REFERENCE.length())))
                : schema;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** {@return {@code owner/name}} */
    String model() {
        return model;
    }

    /** {@return the first of these inputs that the model has} */
    Optional<String> first(List<String> names) {
        return names.stream().filter(inputs::containsKey).findFirst();
    }

    /**
     * {@return the first of these inputs that the model has}
     *
     * @param option what the caller has asked for, for the message
     * @throws InvalidRequestException if it has none; names those that it has
     */
    String require(String option, List<String> names) {
        return first(names)
                .orElseThrow(() -> new InvalidRequestException(model + " has no input for " + option + " ("
                        + String.join(", ", names) + "). Its inputs are " + String.join(", ", inputs.keySet())
                        + ". Nothing was sent."));
    }

    /** {@return whether an input takes a list} */
    boolean isList(String input) {
        return "array".equals(map(inputs.get(input)).get("type"));
    }

    /** {@return whether an input is a file or a list of files} */
    boolean isFile(String input) {
        Map<?, ?> schema = map(inputs.get(input));
        return "uri".equals(schema.get("format"))
                || "uri".equals(map(schema.get("items")).get("format"));
    }

    /** {@return the inputs that are files, in the schema's order} */
    List<String> files() {
        return inputs.keySet().stream().filter(this::isFile).toList();
    }

    /**
     * {@return a value as the schema writes it: one of its choices where it has choices}
     *
     * @param option what the caller has called it, for the message
     * @throws InvalidRequestException if the schema does not allow the value
     */
    Object fit(String option, String input, Object value) {
        Map<?, ?> schema = map(inputs.get(input));
        if (schema.get("enum") instanceof List<?> choices) {
            return choices.stream()
                    .filter(choice -> same(choice, value))
                    .findFirst()
                    .map(Object.class::cast)
                    .orElseThrow(() -> refused(option, input, "one of " + choices, value));
        }
        if (value instanceof Number number) {
            checkBound(schema.get("minimum"), number, -1, () -> refused(option, input, bounds(schema), value));
            checkBound(schema.get("maximum"), number, 1, () -> refused(option, input, bounds(schema), value));
        }
        return value;
    }

    private static boolean same(@Nullable Object choice, Object value) {
        return String.valueOf(choice).equals(String.valueOf(value));
    }

    private static void checkBound(
            @Nullable Object bound,
            Number value,
            int side,
            java.util.function.Supplier<InvalidRequestException> refusal) {
        if (bound instanceof Number limit && decimal(value).compareTo(decimal(limit)) * side > 0) {
            throw refusal.get();
        }
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    private static String bounds(Map<?, ?> schema) {
        Object least = schema.get("minimum");
        Object most = schema.get("maximum");
        return least != null && most != null
                ? least + " to " + most
                : least != null ? "at least " + least : "at most " + most;
    }

    private InvalidRequestException refused(String option, String input, String expected, Object value) {
        String name = option.equals(input) ? option : option + " (" + input + ")";
        return new InvalidRequestException(
                name + " of " + model + " must be " + expected + ", but is " + value + ". Nothing was sent.");
    }

    @Override
    public String toString() {
        return model + Arrays.toString(inputs.keySet().toArray());
    }
}
