package dev.replicate4j.internal.json;

import dev.replicate4j.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;

/** Writes plain Java values as tokens, and says where a value is that cannot be written. */
final class JsonWriter {

    private final JsonGenerator generator;

    JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    void write(@Nullable Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof CharSequence text) {
            generator.writeString(text.toString());
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> items && !(value instanceof Path)) {
            array(items);
        } else {
            throw new InvalidInputException("JSON cannot hold a "
                    + value.getClass().getName() + where() + ". Give a text, number, boolean, list or map.");
        }
    }

    private void object(Map<?, ?> map) {
        generator.writeStartObject();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new InvalidInputException(
                        "The keys of a JSON object are texts, but found " + key + where() + ".");
            }
            generator.writeName(name);
            write(value);
        });
        generator.writeEndObject();
    }

    private void array(Iterable<?> items) {
        generator.writeStartArray();
        for (Object item : items) {
            write(item);
        }
        generator.writeEndArray();
    }

    private void number(Number number) {
        if (number instanceof BigInteger integer) {
            generator.writeNumber(integer);
        } else if (number instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (number instanceof Float single) {
            generator.writeNumber(finite(single).floatValue());
        } else if (number instanceof Double decimal) {
            generator.writeNumber(finite(decimal).doubleValue());
        } else if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte) {
            generator.writeNumber(number.longValue());
        } else {
            generator.writeNumber(decimal(number));
        }
    }

    private BigDecimal decimal(Number number) {
        String text = number.toString();
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "JSON cannot hold the " + number.getClass().getName() + " " + text + where()
                            + ": it does not read as a decimal number. Give a number of the JDK.",
                    e);
        }
    }

    private <N extends Number> N finite(N number) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new InvalidInputException(
                    "JSON has no " + number + ", but found it" + where() + ". Give a finite number.");
        }
        return number;
    }

    private String where() {
        String place = place(generator.streamWriteContext());
        return place.isEmpty() ? "" : " at " + place;
    }

    private static String place(@Nullable TokenStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String before = place(context.getParent());
        if (context.inArray()) {
            return before + '[' + context.getEntryCount() + ']';
        }
        String name = context.currentName();
        return name == null || before.isEmpty() ? before + (name == null ? "" : name) : before + '.' + name;
    }
}
