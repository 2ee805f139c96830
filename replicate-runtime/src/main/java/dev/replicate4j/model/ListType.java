package dev.replicate4j.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list, whether it appears as a whole or grows. */
record ListType<T extends @Nullable Object>(OutputType<T, ?> item, boolean iterates) implements OutputType<List<T>, T> {

    @Override
    public List<T> decode(@Nullable Object json, Decoder decoder) {
        return decoder.list(json, item);
    }

    /** A null item stays one: dropping it would move the items after it, refusing it would lose a paid output. */
    @Override
    @SuppressWarnings("NullAway") // a list that holds what its type excludes is the lesser evil
    public T decodePiece(@Nullable Object json, Decoder decoder) {
        return json == null ? null : item.decode(json, decoder);
    }

    @Override
    public boolean hasPieces() {
        return true;
    }

    @Override
    public boolean hasTextPieces() {
        return item.hasTextPieces();
    }

    @Override
    public String toString() {
        return (iterates ? "iterator(" : "list(") + item + ")";
    }
}
