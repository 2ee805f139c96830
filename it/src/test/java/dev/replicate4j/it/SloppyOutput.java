package dev.replicate4j.it;

import com.fasterxml.jackson.databind.JsonNode;
import dev.replicate4j.it.Corpus.Model;

/** Says how a model's real output deviates from the model's own schema. */
final class SloppyOutput {

    private SloppyOutput() {}

    /** The kind of deviation in words; empty for none. */
    static String kind(Model model, JsonNode output) {
        return kind(model, model.schemas().path("Output"), output);
    }

    private static String kind(Model model, JsonNode declared, JsonNode found) {
        JsonNode schema = resolved(model, declared);
        String type = schema.path("type").asText("");
        if (type.isEmpty() || schema.has("anyOf")) {
            return "";
        }
        if (found.isNull()) {
            return "null where a value is declared";
        }
        return switch (type) {
            case "array" -> found.isArray() ? ofItems(model, schema, found) : mismatch("an array", found);
            case "object" -> found.isObject() ? ofFields(model, schema, found) : mismatch("an object", found);
            case "string" -> ofText(schema, found);
            case "integer" -> found.isIntegralNumber() ? "" : mismatch("an integer", found);
            case "number" -> found.isNumber() ? "" : mismatch("a number", found);
            case "boolean" -> found.isBoolean() ? "" : mismatch("a boolean", found);
            default -> "";
        };
    }

    private static String ofText(JsonNode schema, JsonNode found) {
        boolean file = schema.path("format").asText().equals("uri");
        if (!found.isTextual()) {
            return mismatch(file ? "a file" : "a string", found);
        }
        return file && !found.asText().matches("(?s)(https?:|data:).*") ? "prose where a file is declared" : "";
    }

    private static String ofItems(Model model, JsonNode schema, JsonNode found) {
        for (JsonNode item : found) {
            String kind = kind(model, schema.path("items"), item);
            if (!kind.isEmpty()) {
                return kind + ", in an array";
            }
        }
        return "";
    }

    private static String ofFields(Model model, JsonNode schema, JsonNode found) {
        for (var field : schema.path("properties").properties()) {
            JsonNode value = found.path(field.getKey());
            if (value.isMissingNode() || value.isNull()) {
                return "missing or null fields";
            }
            String kind = kind(model, field.getValue(), value);
            if (!kind.isEmpty()) {
                return kind + ", in a field";
            }
        }
        boolean open = schema.path("properties").isEmpty();
        return open || schema.path("properties").size() >= found.size() ? "" : "undeclared fields";
    }

    private static JsonNode resolved(Model model, JsonNode schema) {
        String ref = schema.path("$ref").asText(schema.at("/allOf/0/$ref").asText(""));
        return ref.isEmpty() ? schema : model.schemas().path(ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static String mismatch(String declared, JsonNode found) {
        String kind = switch (found.getNodeType()) {
            case ARRAY -> found.size() == 1 ? "an array of one" : "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            default -> "null";
        };
        return kind + " where " + declared + " is declared";
    }
}
