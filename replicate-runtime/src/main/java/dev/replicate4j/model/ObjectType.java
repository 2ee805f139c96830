package dev.replicate4j.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object with known names. */
record ObjectType<R>(Function<OutputType.Fields, R> record) implements OutputType<R, R> {

    @Override
    public R decode(@Nullable Object json, Decoder decoder) {
        return record.apply(decoder.fields(json));
    }

    @Override
    public R decodePiece(@Nullable Object json, Decoder decoder) {
        return decode(json, decoder);
    }

    @Override
    public String toString() {
        return "object(...)";
    }
}
