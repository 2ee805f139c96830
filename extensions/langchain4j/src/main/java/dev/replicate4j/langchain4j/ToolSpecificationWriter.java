package dev.replicate4j.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.replicate4j.tools.ToolDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON Schema of a tool by the types that LangChain4j has for it. They know no bounds and no defaults, so those are
 * said in the description. (Its raw schemas would keep them, but not every language model's adapter takes raw schemas inside of
 * others.)
 */
final class ToolSpecificationWriter {

    private ToolSpecificationWriter() {}

    static ToolSpecification specification(ToolDescriptor tool) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(object(tool.inputSchema()))
                .build();
    }

    private static JsonObjectSchema object(Map<?, ?> schema) {
        JsonObjectSchema.Builder object = JsonObjectSchema.builder()
                .description(schema.get("description") instanceof String text ? text : null)
                .required(strings(schema.get("required")));
        map(schema.get("properties"))
                .forEach((name, property) -> object.addProperty(String.valueOf(name), element(map(property))));
        if (schema.get("additionalProperties") instanceof Boolean additional) {
            object.additionalProperties(additional);
        }
        return object.build();
    }

    private static JsonSchemaElement element(Map<?, ?> schema) {
        List<?> choices = list(schema.get("enum"));
        if (!choices.isEmpty() && choices.stream().allMatch(String.class::isInstance)) {
            return JsonEnumSchema.builder()
                    .enumValues(strings(choices))
                    .description(description(schema, List.of()))
                    .build();
        }
        String description = description(schema, choices);
        if (schema.get("anyOf") instanceof List<?> alternatives) {
            return JsonAnyOfSchema.builder()
                    .anyOf(alternatives.stream()
                            .map(alternative -> element(map(alternative)))
                            .toList())
                    .description(description)
                    .build();
        }
        return switch (String.valueOf(type(schema.get("type")))) {
            case "string" -> JsonStringSchema.builder().description(description).build();
            case "integer" ->
                JsonIntegerSchema.builder().description(description).build();
            case "number" -> JsonNumberSchema.builder().description(description).build();
            case "boolean" ->
                JsonBooleanSchema.builder().description(description).build();
            case "array" ->
                JsonArraySchema.builder()
                        .items(element(map(schema.get("items"))))
                        .description(description)
                        .build();
            case "object" -> object(schema);
            default -> anything(description);
        };
    }

    private static JsonSchemaElement anything(@Nullable String description) {
        return JsonAnyOfSchema.builder()
                .anyOf(new JsonStringSchema(), new JsonNumberSchema(), new JsonBooleanSchema())
                .description(description)
                .build();
    }

    /** A type that may be null is its other type: an argument that is null is left out. */
    private static @Nullable Object type(@Nullable Object type) {
        return type instanceof List<?> types
                ? types.stream()
                        .filter(each -> !"null".equals(each))
                        .findFirst()
                        .orElse(null)
                : type;
    }

    private static @Nullable String description(Map<?, ?> schema, List<?> choices) {
        List<String> sentences = new ArrayList<>();
        if (schema.get("description") instanceof String text) {
            sentences.add(text);
        }
        if (!choices.isEmpty()) {
            sentences.add("One of " + choices.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
        }
        Object least = schema.get("minimum");
        Object most = schema.get("maximum");
        if (least != null && most != null) {
            sentences.add(least + " to " + most + ".");
        } else if (least != null || most != null) {
            sentences.add(least != null ? "At least " + least + "." : "At most " + most + ".");
        }
        if (schema.get("default") != null) {
            sentences.add("The default is " + schema.get("default") + ".");
        }
        return sentences.isEmpty() ? null : String.join(" ", sentences);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static List<String> strings(@Nullable Object values) {
        return list(values).stream()
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }
}
