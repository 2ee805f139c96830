package dev.replicate4j.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object whose names are not known beforehand. */
record MapType<T extends @Nullable Object>(OutputType<T, ?> value)
        implements OutputType<Map<String, T>, Map<String, T>> {

    @Override
    public Map<String, T> decode(@Nullable Object json, Decoder decoder) {
        return decoder.map(json, value);
    }

    @Override
    public Map<String, T> decodePiece(@Nullable Object json, Decoder decoder) {
        return decode(json, decoder);
    }

    @Override
    public String toString() {
        return "map(" + value + ")";
    }
}
