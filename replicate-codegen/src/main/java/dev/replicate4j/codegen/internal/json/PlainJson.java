package dev.replicate4j.codegen.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain values: {@link Map}, {@link List}, {@link String}, {@link Long} (or {@link java.math.BigInteger}), {@link Double}
 * (or {@link BigDecimal}), {@link Boolean} and null. Needs Jackson's streaming core alone, so that pins can be read where nothing
 * else of Jackson 2 is.
 */
public final class PlainJson {

    private static final JsonFactory PARSERS = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private PlainJson() {}

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
     * @param value a plain value
     * @return the text
     */
    public static String pretty(@Nullable Object value) {
        return text(value, printer());
    }

    /**
     * Writes a value on one line, keys sorted.
     *
     * @param value a plain value
     * @return the text
     */
    public static String compact(@Nullable Object value) {
        if (value instanceof String text) {
            return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        }
        return text(value, null);
    }

    private static String text(@Nullable Object value, @Nullable PrettyPrinter printer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = PARSERS.createGenerator(text)) {
            if (printer != null) {
                generator.setPrettyPrinter(printer);
            }
            write(value, generator);
        } catch (IOException e) {
            throw new IllegalArgumentException("This value can't be written as JSON: " + e.getMessage(), e);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator generator) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Number number) {
            write(number, generator);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
            generator.writeStartObject();
            for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
                generator.writeFieldName(entry.getKey());
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            generator.writeStartArray();
            for (Object item : items) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else {
            throw new IllegalArgumentException("This value can't be written as JSON: it is a "
                    + value.getClass().getName() + ".");
        }
    }

    private static void write(Number number, JsonGenerator generator) throws IOException {
        if (number instanceof Double decimal) {
            generator.writeNumber(decimal);
        } else if (number instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (number instanceof BigInteger whole) {
            generator.writeNumber(whole);
        } else if (number instanceof Float decimal) {
            generator.writeNumber(decimal);
        } else {
            generator.writeNumber(number.longValue());
        }
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
