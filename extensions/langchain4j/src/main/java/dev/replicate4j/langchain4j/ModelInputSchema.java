package dev.replicate4j.langchain4j;

import dev.langchain4j.exception.InvalidRequestException;
import dev.replicate4j.model.WireValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a model by its schema: which there are, and which values they take. Where Replicate shows no schema, nothing is
 * known, and only the inputs that all models of a kind have are taken for granted.
 */
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

    /** An enum is a schema of its own, which the input refers to; what stands beside the reference holds too. */
    private static Map<?, ?> resolved(Map<?, ?> schema, Map<?, ?> schemas) {
        return Stream.of(List.of(schema), list(schema.get("allOf")), list(schema.get("anyOf")))
                .flatMap(List::stream)
                .map(part -> map(part).get("$ref"))
                .filter(reference -> reference instanceof String text && text.startsWith(REFERENCE))
                .findFirst()
                .<Map<?, ?>>map(reference -> {
                    Map<Object, Object> merged = new LinkedHashMap<>(
                            map(schemas.get(String.valueOf(reference).substring(REFERENCE.length()))));
                    merged.putAll(schema);
                    return merged;
                })
                .orElse(schema);
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

    /** {@return whether Replicate shows no inputs} */
    boolean isUnknown() {
        return inputs.isEmpty();
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
        return first(names).orElseThrow(() -> missing(option, names));
    }

    /** {@return the exception for an option that the model has no input for} */
    InvalidRequestException missing(String option, List<String> names) {
        String expected = names.equals(List.of(option)) ? "" : " (" + String.join(", ", names) + ")";
        String known = isUnknown()
                ? "Replicate shows no schema of the model. "
                : "Its inputs are " + String.join(", ", inputs.keySet()) + ". ";
        return new InvalidRequestException(
                model + " has no input for " + option + expected + ". " + known + "Nothing was sent.");
    }

    /** {@return whether an input takes a list} */
    boolean isList(String input) {
        return "array".equals(schema(input).get("type"));
    }

    /** {@return whether an input is a text} */
    boolean isText(String input) {
        return "string".equals(schema(input).get("type")) && !isFile(input);
    }

    /** {@return whether an input is a file or a list of files} */
    boolean isFile(String input) {
        return "uri".equals(schema(input).get("format"))
                || "uri".equals(map(schema(input).get("items")).get("format"));
    }

    /** {@return the inputs that are files or lists of files} */
    List<String> files() {
        return inputs.keySet().stream().filter(this::isFile).toList();
    }

    /** {@return whether the model does the same for this value as for none} */
    boolean isDefault(String input, Object value) {
        return same(schema(input).get("default"), value);
    }

    /**
     * {@return a value as the schema writes it: one of its choices where it has choices}
     *
     * @param option what the caller calls it, for the message
     * @throws InvalidRequestException if the schema does not allow the value
     */
    Object fit(String option, String input, Object given) {
        Object value = given instanceof WireValue choice ? choice.wireValue() : given;
        Map<?, ?> schema = schema(input);
        if (schema.get("enum") instanceof List<?> choices) {
            return choices.stream()
                    .filter(choice -> same(choice, value))
                    .findFirst()
                    .map(Object.class::cast)
                    .orElseThrow(() -> refused(option, input, "one of " + choices, value));
        }
        Number least = bound(schema, "minimum", "ge");
        Number most = bound(schema, "maximum", "le");
        if (value instanceof Number number
                && Double.isFinite(number.doubleValue())
                && (least != null && compare(number, least) < 0 || most != null && compare(number, most) > 0)) {
            throw refused(option, input, range(least, most), value);
        }
        return value;
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

    private InvalidRequestException refused(String option, String input, String expected, Object value) {
        String name = option.equals(input) ? option : option + " (" + input + ")";
        return new InvalidRequestException(
                name + " of " + model + " must be " + expected + ", but is " + value + ". Nothing was sent.");
    }
}
