package dev.replicate4j.tools.internal.schema;

import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.model.OutputType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the output of a pinned model is: JSON as it is, with files where the schema says that there are some. */
public final class PinOutputs {

    private static final int DEEPEST = 16;

    private static final List<String> DISPLAYS =
            List.of("x-cog-array-display", "x-cog-iterator-display", "x-cog-display");

    private final SchemaReferences references;

    private PinOutputs(SchemaReferences references) {
        this.references = references;
    }

    /** {@return the type of a pin's output} */
    @SuppressWarnings("unchecked") // any value is an object
    public static OutputType<@Nullable Object, @Nullable Object> of(Pin pin) {
        SchemaReferences references = new SchemaReferences(pin.schemas());
        OutputType<?, ?> type = new PinOutputs(references).type(references.component("Output"), 0);
        return (OutputType<@Nullable Object, @Nullable Object>) type;
    }

    /** {@return the wire names of a pin's secret inputs} */
    public static String[] secrets(Pin pin) {
        SchemaReferences references = new SchemaReferences(pin.schemas());
        return SchemaReferences.object(references.component("Input").get("properties")).entrySet().stream()
                .filter(entry -> SchemaReferences.isSecret(references.resolved(entry.getValue())))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    private OutputType<?, ?> type(@Nullable Object raw, int depth) {
        Map<String, @Nullable Object> schema = references.resolved(raw);
        if (depth > DEEPEST) {
            return OutputType.any();
        }
        if (isFile(schema)) {
            return OutputType.nullable(OutputType.file());
        }
        if (schema.get("items") instanceof Map<?, ?> || "array".equals(schema.get("type"))) {
            return list(schema, depth);
        }
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            Map<String, OutputType<?, ?>> fields = new LinkedHashMap<>();
            properties.forEach((name, property) -> fields.put(String.valueOf(name), type(property, depth + 1)));
            return OutputType.untyped(fields);
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> values && !values.isEmpty()) {
            return OutputType.nullable(OutputType.map(type(values, depth + 1)));
        }
        return OutputType.any();
    }

    private OutputType<?, ?> list(Map<String, @Nullable Object> schema, int depth) {
        boolean iterator = "iterator".equals(schema.get("x-cog-array-type"));
        if (isText(schema)) {
            return OutputType.text();
        }
        OutputType<?, ?> item = type(schema.get("items"), depth + 1);
        boolean plain = item.equals(OutputType.any());
        if (plain && !iterator) {
            return OutputType.any();
        }
        return iterator ? OutputType.iterator(item) : OutputType.nullable(OutputType.list(item));
    }

    private static boolean isFile(Map<String, @Nullable Object> schema) {
        return "string".equals(schema.get("type")) && "uri".equals(schema.get("format"));
    }

    /** Whether the pieces of a list are those of one text. */
    static boolean isText(Map<String, @Nullable Object> schema) {
        return "iterator".equals(schema.get("x-cog-array-type"))
                && DISPLAYS.stream().anyMatch(name -> "concatenate".equals(schema.get(name)));
    }

    /** {@return what a tool returns, for its description} */
    static String kind(Map<String, @Nullable Object> schema) {
        if (isText(schema)) {
            return "a text";
        }
        if (isFile(schema)) {
            return "a file";
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            return isFile(SchemaReferences.object(items)) ? "files" : "a list";
        }
        return "string".equals(schema.get("type")) ? "a text" : "JSON";
    }
}
