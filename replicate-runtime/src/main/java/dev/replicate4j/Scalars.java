package dev.replicate4j;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads outputs that come as a whole and have no parts. */
final class Scalars<T extends @Nullable Object> extends OutputType<T, T> {

    static final OutputType<String, String> STRING = new Scalars<>("string()", true, Scalars::string);
    static final OutputType<Long, Long> INTEGER = new Scalars<>("integer()", false, Scalars::integer);
    static final OutputType<Double, Double> NUMBER = new Scalars<>("number()", false, Scalars::number);
    static final OutputType<Boolean, Boolean> BOOL = new Scalars<>("bool()", false, Scalars::bool);
    static final OutputType<URLPath, URLPath> FILE = new Scalars<>("file()", true, Scalars::file);
    static final OutputType<@Nullable Object, @Nullable Object> ANY = new Scalars<>("any()", false, json -> json);

    private final String name;
    private final boolean textual;
    private final Function<@Nullable Object, T> reader;

    private Scalars(String name, boolean textual, Function<@Nullable Object, T> reader) {
        this.name = name;
        this.textual = textual;
        this.reader = reader;
    }

    @Override
    T read(@Nullable Object json) {
        return reader.apply(json);
    }

    @Override
    T readPiece(@Nullable Object json) {
        return read(json);
    }

    @Override
    boolean piecesAreText() {
        return textual;
    }

    @Override
    public String toString() {
        return name;
    }

    private static String string(@Nullable Object json) {
        Object value = only(json);
        if (value instanceof Map<?, ?> legacy && legacy.size() <= 2 && legacy.get("text") instanceof String text) {
            return text;
        }
        if (value instanceof Map<?, ?> legacy && legacy.size() <= 2 && legacy.get("file") instanceof String url) {
            return url;
        }
        if (value == null) {
            throw Mismatch.expected("a text", json);
        }
        return value.toString();
    }

    private static URLPath file(@Nullable Object json) {
        Object value = only(json);
        Object url = value instanceof Map<?, ?> legacy ? legacy.get("file") : value;
        if (url instanceof String text && text.matches("(?is)(https?|data):.*")) {
            return URLPath.of(text);
        }
        throw Mismatch.expected("the URL of a file", json);
    }

    private static Long integer(@Nullable Object json) {
        Object value = only(json);
        try {
            return value instanceof Long number ? number : decimal(value, json).longValueExact();
        } catch (ArithmeticException e) {
            throw Mismatch.expected("a whole number", json);
        }
    }

    private static Double number(@Nullable Object json) {
        Object value = only(json);
        return value instanceof Double number
                ? number
                : (Double) decimal(value, json).doubleValue();
    }

    private static BigDecimal decimal(@Nullable Object value, @Nullable Object json) {
        try {
            if (value instanceof Long || value instanceof BigInteger || value instanceof Double) {
                return new BigDecimal(value.toString());
            }
            if (value instanceof String text) {
                return new BigDecimal(text.strip());
            }
        } catch (NumberFormatException e) {
            // said below, of the JSON as it was received
        }
        throw Mismatch.expected("a number", json);
    }

    private static Boolean bool(@Nullable Object json) {
        Object value = only(json);
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof String text && text.strip().matches("(?i)true|false")) {
            return Boolean.valueOf(text.strip());
        }
        throw Mismatch.expected("true or false", json);
    }

    /** The only item of a list of one, where a model wraps what its schema does not. */
    private static @Nullable Object only(@Nullable Object json) {
        return json instanceof List<?> list && list.size() == 1 ? list.get(0) : json;
    }
}
