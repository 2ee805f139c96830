package dev.replicate4j.tools.internal.schema;

import dev.replicate4j.codegen.pin.Pin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of a pinned model as a tool has them.
 *
 * @param input what the arguments must be, as JSON Schema 2020-12; the control argument {@code again} among them
 * @param files the parts of {@code input} whose values are files, by identity
 * @param again the name of the control argument that asks for another run
 * @param output what the structured content of an answer is, as JSON Schema 2020-12
 * @param kind what the model returns, in words
 */
public record ToolSchema(
        Map<String, Object> input,
        Set<Map<String, Object>> files,
        String again,
        Map<String, Object> output,
        String kind) {

    /** The dialect of all schemas here. */
    public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final int LONGEST_DESCRIPTION = 300;
    private static final int LONGEST_DEFAULT = 200;

    /** What the APIs of language models accept as the name of an argument. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** Makes the schemas of a pin. */
    public static ToolSchema of(Pin pin) {
        SchemaReferences references = new SchemaReferences(pin.schemas());
        SchemaConverter inputs = new SchemaConverter(references, false);
        Map<String, @Nullable Object> schema = references.component("Input");
        Map<String, @Nullable Object> given = SchemaReferences.object(schema.get("properties"));
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        given.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> order(references.resolved(entry.getValue()))))
                .forEach(entry -> {
                    Map<String, @Nullable Object> property = references.resolved(entry.getValue());
                    boolean needed = isRequired(schema, entry.getKey(), property);
                    if (isOffered(entry.getKey(), property, needed)) {
                        properties.put(entry.getKey(), described(inputs, property));
                        if (needed) {
                            required.add(entry.getKey());
                        }
                    }
                });
        String again = properties.containsKey("again") ? "run_again" : "again";
        properties.put(
                again,
                ordered(
                        "type",
                        "boolean",
                        "description",
                        "Not an input of the model. Equal arguments return the run that was made before; true makes, and"
                                + " pays for, another run."));
        Map<String, Object> input = ordered("$schema", DIALECT, "type", "object", "properties", properties);
        if (!required.isEmpty()) {
            input.put("required", required);
        }
        Map<String, @Nullable Object> output = references.component("Output");
        Map<String, Object> converted = PinOutputs.isText(output)
                ? ordered("type", "string")
                : new SchemaConverter(references, true).convert(output);
        return new ToolSchema(input, inputs.files(), again, answer(converted), PinOutputs.kind(output));
    }

    private static double order(Map<String, @Nullable Object> property) {
        return property.get("x-order") instanceof Number order ? order.doubleValue() : Double.MAX_VALUE;
    }

    private static boolean isRequired(
            Map<String, @Nullable Object> schema, String name, Map<String, @Nullable Object> property) {
        return SchemaConverter.required(schema).contains(name)
                && property.get("default") == null
                && !Boolean.TRUE.equals(property.get("nullable"));
    }

    /** No secret, nothing that is going away (unless the model cannot do without), no name that could not be written. */
    private static boolean isOffered(String name, Map<String, @Nullable Object> property, boolean required) {
        boolean deprecated = Boolean.TRUE.equals(property.get("deprecated"));
        return !SchemaReferences.isSecret(property)
                && (required || !deprecated)
                && NAME.matcher(name).matches();
    }

    private static Map<String, Object> described(SchemaConverter inputs, Map<String, @Nullable Object> property) {
        Map<String, Object> converted = inputs.convert(property);
        List<String> sentences = new ArrayList<>();
        if (inputs.files().contains(converted)) {
            sentences.add("A file: an http(s) URL, or the path of a local file that may be read.");
        }
        if (property.get("description") instanceof String text) {
            add(sentences, "The model's author: ", AuthorText.quoted(text, LONGEST_DESCRIPTION));
        }
        Object fallback = SchemaChoices.typed(property.get("default"), property.get("type"));
        boolean listed =
                fallback != null && converted.get("enum") instanceof List<?> values && values.contains(fallback);
        if (listed || isPlainDefault(converted, fallback)) {
            converted.put("default", fallback);
        } else if (fallback instanceof String text) {
            add(sentences, "The author's default: ", AuthorText.quoted(text, LONGEST_DEFAULT));
        }
        if (!sentences.isEmpty()) {
            converted.put("description", String.join(" ", sentences));
        }
        return converted;
    }

    /** A text could say anything, so it stands in quotation marks, in the description. */
    private static boolean isPlainDefault(Map<String, Object> converted, @Nullable Object fallback) {
        return !converted.containsKey("enum")
                && (fallback instanceof Boolean && "boolean".equals(converted.get("type"))
                        || fallback instanceof Number number
                                && Double.isFinite(number.doubleValue())
                                && ("number".equals(converted.get("type"))
                                        || "integer".equals(converted.get("type"))
                                                && number.doubleValue() == Math.rint(number.doubleValue())));
    }

    private static void add(List<String> sentences, String label, String quoted) {
        if (!quoted.isEmpty()) {
            sentences.add(label + quoted + ".");
        }
    }

    /** An answer tells of a run, of which there is not always an output yet. */
    private static Map<String, Object> answer(Map<String, Object> output) {
        Map<String, Object> file = ordered(
                "type",
                "object",
                "properties",
                ordered(
                        "url", Map.of("type", "string"),
                        "path", Map.of("type", "string"),
                        "media_type", Map.of("type", "string"),
                        "bytes", Map.of("type", "integer")));
        Map<String, Object> described = new LinkedHashMap<>(output);
        described.put("description", "What the model returned. A file is its URL, which lasts an hour, or its path.");
        Map<String, Object> properties = ordered(
                "run_id", Map.of("type", "string"),
                "status", ordered("type", "string", "enum", List.of("succeeded", "running")),
                "output", described,
                "files", ordered("type", "array", "items", file));
        return ordered(
                "$schema",
                DIALECT,
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.of("run_id", "status"));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
