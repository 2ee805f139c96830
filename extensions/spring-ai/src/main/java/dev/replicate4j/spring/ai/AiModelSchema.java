package dev.replicate4j.spring.ai;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.model.Bounds;
import dev.replicate4j.model.WireValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model's schema says of its inputs and output. Options of Spring AI are mapped by it, so that one that the model does
 * not know is an error before anything is paid, rather than ignored.
 */
public final class AiModelSchema {

    private static final String REFERENCE = "#/components/schemas/";

    private final String model;
    private final Map<String, Map<?, ?>> inputs;
    private final Set<?> required;
    private final Map<?, ?> output;

    private AiModelSchema(String model, Map<String, Map<?, ?>> inputs, Set<?> required, Map<?, ?> output) {
        this.model = model;
        this.inputs = inputs;
        this.required = required;
        this.output = output;
    }

    /**
     * Reads the schemas of a model.
     *
     * @param model the model's name, for messages
     * @param openapi its OpenAPI document; an empty one says nothing of the model
     */
    static AiModelSchema of(String model, Map<String, ? extends @Nullable Object> openapi) {
        return ofSchemas(model, map(map(openapi.get("components")).get("schemas")));
    }

    /**
     * Reads the schemas of a model.
     *
     * @param model the model's name, for messages
     * @param schemas {@code Input} and {@code Output}, and what they refer to
     */
    static AiModelSchema ofSchemas(String model, Map<?, ?> schemas) {
        Map<?, ?> input = map(schemas.get("Input"));
        Map<String, Map<?, ?>> inputs = new LinkedHashMap<>();
        map(input.get("properties")).entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> order(map(entry.getValue()))))
                .forEach(entry -> inputs.put(String.valueOf(entry.getKey()), resolved(map(entry.getValue()), schemas)));
        Set<?> required = input.get("required") instanceof List<?> names ? Set.copyOf(names) : Set.of();
        return new AiModelSchema(
                model, Collections.unmodifiableMap(inputs), required, resolved(map(schemas.get("Output")), schemas));
    }

    private static double order(Map<?, ?> schema) {
        return schema.get("x-order") instanceof Number order ? order.doubleValue() : Double.MAX_VALUE;
    }

    /**
     * Puts what a schema refers to in its place: an enum is a schema of its own ({@code $ref}, or the only member of {@code
     * allOf}), and an input that may be null has two ({@code anyOf}). What stands beside the reference counts, too.
     */
    private static Map<?, ?> resolved(Map<?, ?> schema, Map<?, ?> schemas) {
        Map<?, ?> target = referenced(schema, schemas);
        if (target == null) {
            return schema;
        }
        Map<Object, Object> merged = new LinkedHashMap<>(target);
        schema.forEach(merged::put);
        return merged;
    }

    private static @Nullable Map<?, ?> referenced(Map<?, ?> schema, Map<?, ?> schemas) {
        if (schema.get("$ref") instanceof String reference) {
            return reference.startsWith(REFERENCE) ? map(schemas.get(reference.substring(REFERENCE.length()))) : null;
        }
        List<Map<?, ?>> members = new ArrayList<>();
        for (String combination : List.of("allOf", "anyOf")) {
            if (schema.get(combination) instanceof List<?> all) {
                all.forEach(member -> members.add(map(member)));
            }
        }
        members.removeIf(member -> "null".equals(member.get("type")));
        if (members.size() != 1) {
            return null;
        }
        Map<?, ?> target = referenced(members.get(0), schemas);
        return target == null ? members.get(0) : target;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** {@return the model, {@code owner/name}} */
    public String model() {
        return model;
    }

    /** {@return the wire names of the inputs, in the order of the schema; empty where Replicate shows no schema} */
    public Set<String> inputs() {
        return inputs.keySet();
    }

    /**
     * {@return whether the model has an input}
     *
     * @param input its wire name
     */
    public boolean has(String input) {
        return inputs.containsKey(input);
    }

    /**
     * {@return the first of some inputs that the model has}
     *
     * @param names wire names, the best one first
     */
    public Optional<String> first(List<String> names) {
        return names.stream().filter(inputs::containsKey).findFirst();
    }

    /**
     * {@return the input that takes the prompt: {@code prompt}, else the only required text}
     *
     * @throws InvalidInputException if the schema leaves open which it is
     */
    public String promptInput() {
        if (inputs.isEmpty() || has("prompt")) {
            return "prompt";
        }
        List<String> texts = inputs.keySet().stream()
                .filter(required::contains)
                .filter(name -> isText(schema(name)))
                .toList();
        if (texts.size() == 1) {
            return texts.get(0);
        }
        throw new InvalidInputException(model + " has no input \"prompt\", and " + (texts.isEmpty() ? "no" : "several")
                + " required texts " + texts + ". Its inputs are " + inputs.keySet()
                + ": map the prompt with a mapper of your own.");
    }

    /** {@return the inputs that take a file or a list of files} */
    public List<String> fileInputs() {
        return inputs.keySet().stream()
                .filter(name -> isFile(schema(name)) || isFile(map(schema(name).get("items"))))
                .toList();
    }

    /**
     * {@return whether an input takes a list}
     *
     * @param input its wire name
     */
    public boolean isList(String input) {
        return "array".equals(schema(input).get("type"));
    }

    /**
     * {@return the values that an input can have, as the API spells them; empty where it takes any}
     *
     * @param input its wire name
     */
    public List<Object> choices(String input) {
        return schema(input).get("enum") instanceof List<?> values ? List.copyOf(values) : List.of();
    }

    /** {@return whether the output can be files: one, a list, or something that the schema does not tell} */
    boolean returnsFiles() {
        return saysNothing(output) || isFile(output) || isFile(map(output.get("items")));
    }

    /** {@return whether the output can be a text: whole, in pieces, or something that the schema does not tell} */
    boolean returnsText() {
        return saysNothing(output) || isText(output) || isText(map(output.get("items")));
    }

    private static boolean saysNothing(Map<?, ?> schema) {
        return !schema.containsKey("type")
                || "array".equals(schema.get("type"))
                        && !map(schema.get("items")).containsKey("type");
    }

    private Map<?, ?> schema(String input) {
        return map(inputs.get(input));
    }

    private static boolean isFile(Map<?, ?> schema) {
        return "string".equals(schema.get("type")) && "uri".equals(schema.get("format"));
    }

    private static boolean isText(Map<?, ?> schema) {
        return "string".equals(schema.get("type")) && !isFile(schema);
    }

    /**
     * Checks inputs, and gives those that are written as texts, as in a properties file, their types.
     *
     * @param values by wire name
     * @return what can be sent
     * @throws InvalidInputException names all inputs that the model does not have, or that have values that it does not take
     */
    Map<String, Object> checked(Map<String, ?> values) {
        if (inputs.isEmpty()) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
        Map<String, Object> checked = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!has(name)) {
                wrong.add(model + " has no input \"" + name + "\"; its inputs are " + inputs.keySet());
            } else {
                Object typed = typed(name, value);
                violation(name, typed).ifPresent(violation -> wrong.add(name + " of " + model + " " + violation));
                checked.put(name, typed);
            }
        });
        if (!wrong.isEmpty()) {
            throw new InvalidInputException(String.join(". ", wrong) + ". Nothing was sent.");
        }
        return checked;
    }

    private Object typed(String name, Object value) {
        Object plain = value instanceof WireValue wire ? wire.wireValue() : value;
        for (Object choice : choices(name)) {
            if (choice.toString().equals(plain.toString())) {
                return choice;
            }
        }
        if (!(plain instanceof String text) || !(schema(name).get("type") instanceof String type)) {
            return plain;
        }
        try {
            return switch (type) {
                case "integer" -> Long.valueOf(text.strip());
                case "number" -> Double.valueOf(text.strip());
                case "boolean" -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
                default -> plain;
            };
        } catch (NumberFormatException e) {
            return plain;
        }
    }

    private Optional<String> violation(String name, Object value) {
        Map<?, ?> schema = schema(name);
        List<Object> choices = choices(name);
        if (!choices.isEmpty()) {
            return choices.contains(value)
                    ? Optional.empty()
                    : Optional.of("must be one of " + choices + ", but is " + shown(name, value));
        }
        if (schema.get("type") instanceof String type && !fits(type, value)) {
            return Optional.of("must be of type " + type + ", but is " + shown(name, value));
        }
        return Stream.of(
                        Bounds.range(number(schema.get("minimum"), -1), number(schema.get("maximum"), 1)),
                        Bounds.length(
                                length(schema.get("minLength"), 0), length(schema.get("maxLength"), Long.MAX_VALUE)))
                .flatMap(bounds -> bounds.violation(value).stream())
                .findFirst();
    }

    private static boolean fits(String type, Object value) {
        return switch (type) {
            case "integer" -> value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default ->
                true; // a text can be a path or a stream of pieces, an array anything that the client can send as one
        };
    }

    private static double number(@Nullable Object end, int sign) {
        return end instanceof Number number ? number.doubleValue() : sign * Double.POSITIVE_INFINITY;
    }

    private static long length(@Nullable Object end, long open) {
        return end instanceof Number number ? number.longValue() : open;
    }

    /** A secret is not shown. */
    private String shown(String name, Object value) {
        boolean secret = Boolean.TRUE.equals(schema(name).get("x-cog-secret"))
                || "password".equals(schema(name).get("format"));
        return secret ? "another value" : "\"" + value + "\"";
    }
}
