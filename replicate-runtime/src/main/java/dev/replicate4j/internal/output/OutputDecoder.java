package dev.replicate4j.internal.output;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.file.DownloadUrl;
import dev.replicate4j.internal.json.Json;
import dev.replicate4j.model.OutputType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decodes outputs by their types, leniently. Immutable. */
public final class OutputDecoder implements OutputType.Decoder {

    private final Function<String, Path> files;

    /**
     * Makes a decoder.
     *
     * @param files makes the path of a file from its checked URL
     */
    public OutputDecoder(Function<String, Path> files) {
        this.files = files;
    }

    /**
     * Decodes a whole output.
     *
     * @throws DecodeException if the output is something else entirely; keeps it
     */
    public <O extends @Nullable Object> O whole(OutputType<O, ?> type, @Nullable Object json) {
        try {
            return type.decode(json, this);
        } catch (MismatchException mismatch) {
            throw new DecodeException(mismatch.getMessage(), json);
        }
    }

    /**
     * Decodes one piece of an output.
     *
     * @throws DecodeException if the piece is something else entirely; keeps it
     */
    public <P extends @Nullable Object> P piece(OutputType<?, P> type, @Nullable Object json) {
        try {
            return type.decodePiece(json, this);
        } catch (MismatchException mismatch) {
            throw new DecodeException(mismatch.getMessage(), json);
        }
    }

    @Override
    public String string(@Nullable Object json) {
        Object value = only(json);
        if (value instanceof Map<?, ?> legacy && legacy.size() <= 2 && legacy.get("text") instanceof String text) {
            return text;
        }
        if (value instanceof Map<?, ?> legacy && legacy.size() <= 2 && legacy.get("file") instanceof String url) {
            return url;
        }
        if (value == null) {
            throw MismatchException.expected("a text", json);
        }
        return value instanceof String text ? text : Json.write(json);
    }

    @Override
    public String text(@Nullable Object json) {
        if (!(json instanceof List<?> pieces)) {
            return json == null ? "" : string(json);
        }
        StringBuilder whole = new StringBuilder();
        for (Object piece : pieces) {
            whole.append(piece == null ? "" : string(piece));
        }
        return whole.toString();
    }

    @Override
    public Long integer(@Nullable Object json) {
        Object value = only(json);
        try {
            return value instanceof Long number ? number : decimal(value, json).longValueExact();
        } catch (ArithmeticException e) {
            throw MismatchException.expected("a whole number", json);
        }
    }

    @Override
    public Double number(@Nullable Object json) {
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
            // reported below, with the JSON as it was received
        }
        throw MismatchException.expected("a number", json);
    }

    @Override
    public Boolean bool(@Nullable Object json) {
        Object value = only(json);
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof String text && text.strip().matches("(?i)true|false")) {
            return Boolean.valueOf(text.strip());
        }
        throw MismatchException.expected("true or false", json);
    }

    @Override
    public Path file(@Nullable Object json) {
        Object value = only(json);
        Object url = value instanceof Map<?, ?> legacy ? legacy.get("file") : value;
        if (url instanceof String text) {
            try {
                return files.apply(DownloadUrl.parse(text));
            } catch (InvalidInputException e) {
                throw MismatchException.expected("the URL of a file", json);
            }
        }
        throw MismatchException.expected("the URL of a file", json);
    }

    @Override
    @SuppressWarnings("NullAway") // a null item stays null, even where its type excludes null: see OutputType.list
    public <T extends @Nullable Object> List<T> list(@Nullable Object json, OutputType<T, ?> item) {
        List<?> items = json instanceof List<?> list ? list : json == null ? List.of() : List.of(json);
        List<T> decoded = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            try {
                decoded.add(items.get(i) == null ? null : item.decode(items.get(i), this));
            } catch (MismatchException mismatch) {
                throw json instanceof List<?> ? mismatch.at("[" + i + "]") : mismatch;
            }
        }
        return Collections.unmodifiableList(decoded);
    }

    @Override
    @SuppressWarnings("NullAway") // a null value stays null, as an item of a list does
    public <T extends @Nullable Object> Map<String, T> map(@Nullable Object json, OutputType<T, ?> value) {
        Map<?, ?> map = json == null ? Map.of() : object(json);
        Map<String, T> decoded = new LinkedHashMap<>();
        map.keySet().forEach(name -> decoded.put((String) name, field(map, (String) name, value)));
        return Collections.unmodifiableMap(decoded);
    }

    /** What does not fit stays as it is: without types, nothing was promised. */
    @Override
    public @Nullable Object untyped(@Nullable Object json, Map<String, OutputType<?, ?>> fields) {
        if (!(json instanceof Map<?, ?> object)) {
            return json;
        }
        Map<Object, @Nullable Object> decoded = new LinkedHashMap<>();
        object.forEach((name, value) -> decoded.put(name, untyped(value, fields.get((String) name))));
        return Collections.unmodifiableMap(decoded);
    }

    private @Nullable Object untyped(@Nullable Object value, @Nullable OutputType<?, ?> type) {
        try {
            return value == null || type == null ? value : type.decode(value, this);
        } catch (MismatchException e) {
            return value;
        }
    }

    @Override
    public OutputType.Fields fields(@Nullable Object json) {
        Map<?, ?> map = object(json);
        return new OutputType.Fields() {
            @Override
            public <T extends @Nullable Object> @Nullable T get(String name, OutputType<T, ?> type) {
                return field(map, name, type);
            }
        };
    }

    private <T extends @Nullable Object> @Nullable T field(Map<?, ?> map, String name, OutputType<T, ?> type) {
        Object json = map.get(name);
        try {
            return json == null ? null : type.decode(json, this);
        } catch (MismatchException mismatch) {
            throw mismatch.at("." + name);
        }
    }

    private static Map<?, ?> object(@Nullable Object json) {
        if (only(json) instanceof Map<?, ?> map) {
            return map;
        }
        throw MismatchException.expected("an object", json);
    }

    /** The only item of a list of one, where a model wraps what its schema does not. */
    private static @Nullable Object only(@Nullable Object json) {
        return json instanceof List<?> list && list.size() == 1 ? list.get(0) : json;
    }
}
