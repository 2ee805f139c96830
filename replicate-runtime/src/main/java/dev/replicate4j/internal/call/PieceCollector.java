package dev.replicate4j.internal.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Yields each piece of an output once and in order, whether it is learned from an event of the stream or from a look at
 * the whole prediction: what a stream lost is made up for by the next look, and what it brought is not repeated. Not
 * thread-safe.
 *
 * @param <P> one piece
 */
final class PieceCollector<P extends @Nullable Object> {

    private final PieceDecoder<P> type;

    /** How many pieces have been yielded. */
    private int count;

    /** What they make together, where they are parts of a text. */
    private final StringBuilder text = new StringBuilder();

    PieceCollector(PieceDecoder<P> type) {
        this.type = type;
    }

    /** Yields what an event brought. */
    P event(String data) {
        return taken(data);
    }

    /** Yields what an output that may still grow has beyond what is already known. */
    List<P> growing(@Nullable Object output) {
        return type.hasPieces() && output instanceof List<?> items ? list(items) : List.of();
    }

    /** Yields what the output of a run that succeeded has beyond what is already known. */
    List<P> complete(@Nullable Object output) {
        if (!type.hasPieces()) {
            return count == 0 ? Collections.singletonList(taken(output)) : List.of();
        }
        if (output instanceof List<?> items) {
            return list(items);
        }
        if (output == null) {
            return List.of();
        }
        return type.concatenates()
                ? list(List.of(output))
                : count == 0 ? Collections.singletonList(taken(output)) : List.of();
    }

    private List<P> list(List<?> items) {
        return type.concatenates() ? texts(items) : rest(items);
    }

    private List<P> rest(List<?> items) {
        List<P> rest = new ArrayList<>();
        while (count < items.size()) {
            rest.add(taken(items.get(count)));
        }
        return rest;
    }

    /** A stream may cut the text at other places than the list does; then the rest comes as one piece. */
    private List<P> texts(List<?> items) {
        if (isPrefix(items)) {
            return rest(items);
        }
        String whole = joined(items);
        boolean more = whole.length() > text.length() && whole.startsWith(text.toString());
        return more ? Collections.singletonList(taken(whole.substring(text.length()))) : List.of();
    }

    /** Whether what was yielded is just the first items. */
    private boolean isPrefix(List<?> items) {
        return count <= items.size() && joined(items.subList(0, count)).contentEquals(text);
    }

    private static String joined(List<?> items) {
        StringBuilder joined = new StringBuilder();
        for (Object item : items) {
            joined.append(Objects.toString(item, ""));
        }
        return joined.toString();
    }

    private P taken(@Nullable Object json) {
        P piece = type.read(json);
        count++;
        if (type.concatenates()) {
            text.append(Objects.toString(json, ""));
        }
        return piece;
    }
}
