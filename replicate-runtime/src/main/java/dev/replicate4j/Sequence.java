package dev.replicate4j;

import dev.replicate4j.internal.file.Downloads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a list, whether it appears as a whole or grows. */
final class Sequence<T extends @Nullable Object> extends OutputType<List<T>, T> {

    private final OutputType<T, ?> item;
    private final boolean iterates;

    Sequence(OutputType<T, ?> item, boolean iterates) {
        this.item = item;
        this.iterates = iterates;
    }

    /** Returns the same as a list that grows. */
    Sequence<T> growing() {
        return new Sequence<>(item, true);
    }

    @Override
    List<T> read(@Nullable Object json, @Nullable Downloads files) {
        List<?> items = items(json);
        List<T> read = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            try {
                read.add(readPiece(items.get(i), files));
            } catch (Mismatch mismatch) {
                throw json instanceof List<?> ? mismatch.at("[" + i + "]") : mismatch;
            }
        }
        return Collections.unmodifiableList(read);
    }

    private static List<?> items(@Nullable Object json) {
        if (json instanceof List<?> list) {
            return list;
        }
        return json == null ? List.of() : List.of(json);
    }

    /** A null item stays one: dropping it would move the items after it, refusing it would lose a paid output. */
    @Override
    @SuppressWarnings("NullAway") // a list that holds what its type excludes is the lesser evil
    T readPiece(@Nullable Object json, @Nullable Downloads files) {
        return json == null ? null : item.read(json, files);
    }

    @Override
    boolean iterates() {
        return iterates;
    }

    @Override
    boolean hasPieces() {
        return true;
    }

    @Override
    boolean piecesAreText() {
        return item.piecesAreText();
    }

    @Override
    public String toString() {
        return (iterates ? "iterator(" : "list(") + item + ")";
    }
}
