package dev.replicate4j.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/** Builds plain Java values from the tokens of one document. */
final class JsonReader {

    private final JsonParser parser;

    JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    @Nullable Object document() {
        Object value = value(parser.nextToken());
        if (parser.nextToken() != null) {
            throw new StreamReadException(parser, "the document has ended, but more follows");
        }
        return value;
    }

    private @Nullable Object value(@Nullable JsonToken token) {
        if (token == null) {
            throw new StreamReadException(parser, "the document ends before a value");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new StreamReadException(parser, "unexpected " + token);
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
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

    private Number integer() {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Number) parser.getLongValue();
    }

    private Number decimal() {
        double value = parser.getDoubleValue();
        if (!Double.isInfinite(value)) {
            return value;
        }
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw new StreamReadException(parser, "a number with an exponent beyond " + Integer.MAX_VALUE, e);
        }
    }
}
