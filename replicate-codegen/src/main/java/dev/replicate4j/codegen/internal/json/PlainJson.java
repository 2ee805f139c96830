package dev.replicate4j.codegen.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain values: {@link Map}, {@link List}, {@link String}, {@link Long} (or {@link java.math.BigInteger}), {@link Double}
 * (or {@link BigDecimal}), {@link Boolean} and null.
 */
public final class PlainJson {

    private static final JsonFactory PARSERS = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private PlainJson() {}

    /** What writes; made when something is first written, which most generations never do. */
    private static final class Writers {
        static final ObjectMapper COMPACT = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        static final ObjectWriter PRETTY = COMPACT.writer(printer());
    }

    /**
     * Reads a JSON text.
     *
     * @param text one JSON value
     * @return the value
     * @throws IllegalArgumentException if the text is not JSON; the message says where
     */
    public static @Nullable Object parse(String text) {
        return parse(() -> PARSERS.createParser(text));
    }

    /**
     * Reads a JSON text.
     *
     * @param text one JSON value, in UTF-8
     * @return the value
     * @throws IllegalArgumentException if the text is not JSON; the message says where
     */
    public static @Nullable Object parse(byte[] text) {
        return parse(() -> PARSERS.createParser(text));
    }

    /** Opens a text. */
    private interface Opening {
        JsonParser parser() throws IOException;
    }

    private static @Nullable Object parse(Opening text) {
        try (JsonParser parser = text.parser()) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "More follows after the end of the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage() + where(e), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not UTF-8: " + e.getMessage(), e);
        }
    }

    /** Reads the value that starts at the current token. Its depth is limited by the parser. */
    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonParseException(parser, "There is no value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == NumberType.BIG_INTEGER ? parser.getBigIntegerValue() : parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** A number beyond a double stays exact, so that it is written as it was read. */
    private static Number decimal(JsonParser parser) throws IOException {
        double number = parser.getDoubleValue();
        return Double.isFinite(number) ? (Number) number : parser.getDecimalValue();
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            object.put(key, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    /**
     * Writes a value over many lines: keys sorted, two spaces a level, one array element a line, no newline at the end. The same
     * value gives the same bytes on any machine.
     *
     * @param value a plain value or a record of plain values
     * @return the text
     */
    public static String pretty(@Nullable Object value) {
        try {
            return Writers.PRETTY.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This value can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Writes a value on one line.
     *
     * @param value a plain value
     * @return the text
     */
    public static String compact(@Nullable Object value) {
        if (value instanceof String text) {
            return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        }
        try {
            return Writers.COMPACT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This value can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Returns a value as a tree of Jackson's, which Swagger Parser reads.
     *
     * @param value a plain value
     * @return the tree
     */
    public static JsonNode tree(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), tree(item)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> array.add(tree(item)));
            return array;
        }
        return leaf(value);
    }

    private static JsonNode leaf(@Nullable Object value) {
        if (value instanceof String text) {
            return JsonNodeFactory.instance.textNode(text);
        }
        if (value instanceof Boolean flag) {
            return JsonNodeFactory.instance.booleanNode(flag);
        }
        if (value instanceof Long number) {
            // As Jackson's own parser does: an int where it will do.
            return number == number.intValue()
                    ? JsonNodeFactory.instance.numberNode(number.intValue())
                    : JsonNodeFactory.instance.numberNode(number.longValue());
        }
        if (value instanceof Number number) {
            return JsonNodeFactory.instance.numberNode(new BigDecimal(number.toString()));
        }
        return JsonNodeFactory.instance.nullNode();
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
    }
}
