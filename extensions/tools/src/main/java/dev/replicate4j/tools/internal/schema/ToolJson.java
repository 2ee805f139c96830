package dev.replicate4j.tools.internal.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as plain values and back. */
public final class ToolJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ToolJson() {}

    /** {@return plain values as JSON} */
    public static String text(@Nullable Object values) {
        return MAPPER.writeValueAsString(values);
    }

    /**
     * Reads a JSON object.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Map<String, @Nullable Object> object(String text) {
        try {
            if (MAPPER.readValue(text, Object.class) instanceof Map<?, ?> map) {
                return SchemaReferences.object(map);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The arguments are not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("The arguments must be a JSON object.");
    }

    static JsonNode tree(@Nullable Object values) {
        return MAPPER.valueToTree(values);
    }
}
