package dev.replicate4j.model;

import org.jspecify.annotations.Nullable;

/** An output that may be null. */
record NullableType<O extends @Nullable Object, P extends @Nullable Object>(OutputType<O, P> type)
        implements OutputType<@Nullable O, @Nullable P> {

    @Override
    public @Nullable O decode(@Nullable Object json, Decoder decoder) {
        return json == null ? null : type.decode(json, decoder);
    }

    @Override
    public @Nullable P decodePiece(@Nullable Object json, Decoder decoder) {
        return json == null ? null : type.decodePiece(json, decoder);
    }

    @Override
    public boolean concatenates() {
        return type.concatenates();
    }

    @Override
    public boolean iterates() {
        return type.iterates();
    }

    @Override
    public boolean hasPieces() {
        return type.hasPieces();
    }

    @Override
    public boolean hasTextPieces() {
        return type.hasTextPieces();
    }

    @Override
    public String toString() {
        return "nullable(" + type + ")";
    }
}
