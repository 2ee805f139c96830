package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one member of a request.
 *
 * @param type the rule that is broken, as {@code gojsonschema} names it
 * @param field the member's path; empty for the whole request
 * @param description the rule in words
 */
public record InvalidField(String type, String field, String description) {

    /** Creates a field for a member that is missing. */
    public static InvalidField required(String parent, String name) {
        return new InvalidField("required", parent, name + " is required");
    }

    /** Creates a field for a member that is not allowed. */
    public static InvalidField unknown(String parent, String name) {
        return new InvalidField(
                "additional_property_not_allowed", parent, "Additional property " + name + " is not allowed");
    }

    /** Creates a field for a member of the wrong type. */
    public static InvalidField type(String field, String expected, @Nullable Object given) {
        return new InvalidField(
                "invalid_type", field, "Invalid type. Expected: " + expected + ", given: " + typeOf(given));
    }

    Map<String, @Nullable Object> json() {
        return ServerJson.object("type", type, "field", field, "description", description);
    }

    private static String typeOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof Iterable) {
            return "array";
        }
        return value instanceof Double ? "number" : "integer";
    }
}
