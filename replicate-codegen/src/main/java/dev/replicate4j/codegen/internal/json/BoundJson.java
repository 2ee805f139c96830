package dev.replicate4j.codegen.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON by Jackson's data binding: what Swagger Parser reads, and records. */
public final class BoundJson {

    private BoundJson() {}

    /**
     * Writes a record of plain values as {@link PlainJson#pretty} writes them.
     *
     * @param record the record
     * @return the text
     */
    public static String pretty(Object record) {
        try {
            JsonMapper mapper = new JsonMapper();
            return PlainJson.pretty(PlainJson.parse(mapper.writeValueAsString(record)));
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
}
