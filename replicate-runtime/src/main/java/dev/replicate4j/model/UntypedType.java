package dev.replicate4j.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any JSON, in which some fields of an object have a type. */
record UntypedType(Map<String, OutputType<?, ?>> fields) implements OutputType<@Nullable Object, @Nullable Object> {

    UntypedType {
        fields = Map.copyOf(fields);
    }

    @Override
    public @Nullable Object decode(@Nullable Object json, Decoder decoder) {
        return decoder.untyped(json, fields);
    }

    @Override
    public @Nullable Object decodePiece(@Nullable Object json, Decoder decoder) {
        return decode(json, decoder);
    }

    @Override
    public String toString() {
        return "untyped(" + fields + ")";
    }
}
