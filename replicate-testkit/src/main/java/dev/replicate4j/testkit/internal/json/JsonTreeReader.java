package dev.replicate4j.testkit.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one JSON document into plain Java values. */
final class JsonTreeReader {

    private final JsonParser parser;

    JsonTreeReader(JsonParser parser) {
        this.parser = parser;
    }

    @Nullable Object document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedJsonException("No content to map due to end-of-input", null);
        }
        Object value = value(first);
        if (parser.nextToken() != null) {
            throw new MalformedJsonException("Something follows the document", null);
        }
        return value;
    }

    private @Nullable Object value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Number integer() {
        Number number = parser.getNumberValue();
        return number instanceof Integer ? (Number) number.longValue() : number;
    }

    /** JSON has no infinity: what no double can hold stays as it is. */
    private Number decimal() {
        double number = parser.getDoubleValue();
        return Double.isInfinite(number) ? parser.getDecimalValue() : (Number) number;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = parser.currentName();
            object.put(name, value(parser.nextToken()));
        }
        return object;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token));
        }
        return array;
    }
}
