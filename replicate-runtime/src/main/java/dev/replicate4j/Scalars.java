package dev.replicate4j;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.file.DownloadUrl;
import dev.replicate4j.internal.file.Downloads;
import dev.replicate4j.internal.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads outputs that come as a whole and have no parts. */
final class Scalars<T extends @Nullable Object> extends OutputType<T, T> {

    static final OutputType<String, String> STRING = new Scalars<>("string()", true, (json, files) -> string(json));
    static final OutputType<Long, Long> INTEGER = new Scalars<>("integer()", false, (json, files) -> integer(json));
    static final OutputType<Double, Double> NUMBER = new Scalars<>("number()", false, (json, files) -> number(json));
    static final OutputType<Boolean, Boolean> BOOL = new Scalars<>("bool()", false, (json, files) -> bool(json));
    static final OutputType<URLPath, URLPath> FILE = new Scalars<>("file()", true, Scalars::file);
    static final OutputType<@Nullable Object, @Nullable Object> ANY =
            new Scalars<>("any()", false, (json, files) -> json);

    /** An output of which no schema is known: as it may be one that grows, only the end of its run makes it whole. */
    static final OutputType<@Nullable Object, @Nullable Object> UNKNOWN =
            new Scalars<>("unknown", false, true, (json, files) -> json);

    /** Reads one kind of value; files remember what downloads them. */
    private interface Reader<T extends @Nullable Object> {
        T read(@Nullable Object json, @Nullable Downloads files);
    }

    private final String name;
    private final boolean textual;
    private final boolean iterates;
    private final Reader<T> reader;

    private Scalars(String name, boolean textual, Reader<T> reader) {
        this(name, textual, false, reader);
    }

    private Scalars(String name, boolean textual, boolean iterates, Reader<T> reader) {
        this.name = name;
        this.textual = textual;
        this.iterates = iterates;
        this.reader = reader;
    }

    @Override
    T read(@Nullable Object json, @Nullable Downloads files) {
        return reader.read(json, files);
    }

    @Override
    T readPiece(@Nullable Object json, @Nullable Downloads files) {
        return read(json, files);
    }

    @Override
    boolean piecesAreText() {
        return textual;
    }

    @Override
    boolean iterates() {
        return iterates;
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
        return value instanceof String text ? text : Json.write(json);
    }

    private static URLPath file(@Nullable Object json, @Nullable Downloads files) {
        Object value = only(json);
        Object url = value instanceof Map<?, ?> legacy ? legacy.get("file") : value;
        if (url instanceof String text) {
            return file(text, json, files);
        }
        throw Mismatch.expected("the URL of a file", json);
    }

    private static URLPath file(String url, @Nullable Object json, @Nullable Downloads files) {
        try {
            return new URLPath(DownloadUrl.parse(url), files);
        } catch (InvalidInputException e) {
            throw Mismatch.expected("the URL of a file", json);
        }
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
            if (value instanceof Number) {
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
