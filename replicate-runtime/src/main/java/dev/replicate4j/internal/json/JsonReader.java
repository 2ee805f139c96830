package dev.replicate4j.internal.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/** Builds plain Java values from the tokens of one document. */
final class JsonReader {

    private final JsonParser parser;

    /** The fields and items of the objects and arrays that have begun. */
    private final List<@Nullable Object> open = new ArrayList<>(40);

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

    private JsonObject object() {
        int start = open.size();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            open.add(name);
            open.add(value(parser.nextToken()));
        }
        List<@Nullable Object> pairs = open.subList(start, open.size());
        JsonObject object = JsonObject.of(pairs);
        pairs.clear();
        return object;
    }

    private JsonArray array() {
        int start = open.size();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            open.add(value(token));
        }
        List<@Nullable Object> items = open.subList(start, open.size());
        JsonArray array = new JsonArray(new ArrayList<>(items));
        items.clear();
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
