package dev.replicate4j.codegen.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain values: {@link Map}, {@link List}, {@link String}, {@link Long} (or {@link java.math.BigInteger}), {@link Double},
 * {@link Boolean} and null.
 */
public final class Json {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final ObjectWriter PRETTY = MAPPER.writer(printer());

    private Json() {}

    /**
     * Reads a JSON text.
     *
     * @param text one JSON value
     * @return the value
     * @throws IllegalArgumentException if the text is not JSON; the message says where
     */
    public static @Nullable Object parse(String text) {
        try {
            return plain(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage() + where(e), e);
        }
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
            return PRETTY.writeValueAsString(value);
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
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This value can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Turns a plain value into a tree.
     *
     * @param value a plain value
     * @return the tree; integers are of the smallest kind that holds them, as a parser makes them
     */
    public static JsonNode tree(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), tree(item)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            list.forEach(item -> array.add(tree(item)));
            return array;
        }
        if (value instanceof Long number && number == number.intValue()) {
            return NODES.numberNode(number.intValue());
        }
        return MAPPER.valueToTree(value);
    }

    /** Turns a tree into a plain value. */
    private static @Nullable Object plain(JsonNode tree) {
        if (tree.isObject()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            tree.properties().forEach(entry -> object.put(entry.getKey(), plain(entry.getValue())));
            return object;
        }
        if (tree.isArray()) {
            List<@Nullable Object> array = new ArrayList<>(tree.size());
            tree.forEach(item -> array.add(plain(item)));
            return array;
        }
        return scalar(tree);
    }

    private static @Nullable Object scalar(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isBoolean() ? node.booleanValue() : null;
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
