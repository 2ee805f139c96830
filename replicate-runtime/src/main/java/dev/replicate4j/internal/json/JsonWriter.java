package dev.replicate4j.internal.json;

import dev.replicate4j.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes plain Java values as tokens, and remembers where it is, to say so when a value can't be written. */
final class JsonWriter {

    private final JsonGenerator generator;
    private final Deque<Object> place = new ArrayDeque<>();

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
            place.addLast(name);
            write(value);
            place.removeLast();
        });
        generator.writeEndObject();
    }

    private void array(Iterable<?> items) {
        generator.writeStartArray();
        int index = 0;
        for (Object item : items) {
            place.addLast(index++);
            write(item);
            place.removeLast();
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
        if (place.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(" at ");
        for (Object step : place) {
            if (step instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.length() > 4 ? "." : "").append(step);
            }
        }
        return text.toString();
    }
}
