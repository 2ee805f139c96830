package dev.replicate4j.testkit.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes plain Java values as JSON. */
final class JsonTreeWriter {

    private final JsonGenerator generator;

    JsonTreeWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    void write(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            map.forEach((name, member) -> {
                generator.writeName(String.valueOf(name));
                write(member);
            });
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            generator.writeStartArray();
            items.forEach(this::write);
            generator.writeEndArray();
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value == null) {
            generator.writeNull();
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof Enum) {
            generator.writeString(value.toString());
        } else {
            throw new IllegalArgumentException(
                    "JSON cannot hold a " + value.getClass().getName() + ".");
        }
    }

    private void number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            generator.writeNumber(number.doubleValue());
        } else if (number instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            generator.writeNumber(integer);
        } else {
            generator.writeNumber(number.longValue());
        }
    }
}
