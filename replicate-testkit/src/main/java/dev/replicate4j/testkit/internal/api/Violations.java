package dev.replicate4j.testkit.internal.api;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says what a validator found in the words of {@code gojsonschema}, which are the words of Replicate. */
final class Violations {

    private Violations() {}

    static InvalidField field(Error error) {
        String keyword = error.getKeyword();
        String field = path(error);
        Object[] arguments = error.getArguments();
        String first = arguments != null && arguments.length > 0 ? String.valueOf(arguments[0]) : "";
        return switch (keyword) {
            case "required" -> InvalidField.required(field, error.getProperty());
            case "type" -> type(field, error);
            case "enum" -> new InvalidField("enum", field, field + " must be one of the following: " + choices(error));
            case "minimum" -> limit("number_gte", field, "Must be greater than or equal to ", error);
            case "maximum" -> limit("number_lte", field, "Must be less than or equal to ", error);
            case "exclusiveMinimum" -> limit("number_gt", field, "Must be greater than ", error);
            case "exclusiveMaximum" -> limit("number_lt", field, "Must be less than ", error);
            case "multipleOf" -> limit("multiple_of", field, "Must be a multiple of ", error);
            case "minLength" -> limit("string_gte", field, "String length must be greater than or equal to ", error);
            case "maxLength" -> limit("string_lte", field, "String length must be less than or equal to ", error);
            case "minItems" ->
                new InvalidField("array_min_items", field, "Array must have at least " + value(error) + " items");
            case "maxItems" ->
                new InvalidField("array_max_items", field, "Array must have at most " + value(error) + " items");
            case "uniqueItems" -> new InvalidField("unique", field, "array items must be unique");
            case "format" -> new InvalidField("format", field, "Does not match format 'uri'");
            case "anyOf" -> new InvalidField("number_any_of", field, "Must validate at least one schema (anyOf)");
            case "oneOf" -> new InvalidField("number_one_of", field, "Must validate one and only one schema (oneOf)");
            default -> new InvalidField(keyword, field, first.isEmpty() ? error.getMessage() : first);
        };
    }

    private static InvalidField limit(String type, String field, String words, Error error) {
        return new InvalidField(type, field, words + value(error));
    }

    private static InvalidField type(String field, Error error) {
        return new InvalidField(
                "invalid_type", field, "Invalid type. Expected: " + value(error) + ", given: " + typeOf(error));
    }

    private static String typeOf(Error error) {
        @Nullable JsonNode given = error.getInstanceNode();
        if (given == null || given.isNull()) {
            return "null";
        }
        if (given.isNumber()) {
            return given.isIntegralNumber() ? "integer" : "number";
        }
        return switch (given.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            default -> "object";
        };
    }

    private static String value(Error error) {
        JsonNode limit = error.getSchemaNode();
        return limit.isString() ? limit.stringValue() : limit.toString();
    }

    private static String choices(Error error) {
        List<String> choices = new ArrayList<>();
        error.getSchemaNode().forEach(choice -> choices.add(choice.toString()));
        return String.join(", ", choices);
    }

    private static String path(Error error) {
        StringBuilder path = new StringBuilder("input");
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            path.append('.').append(error.getInstanceLocation().getElement(i));
        }
        return path.toString();
    }
}
