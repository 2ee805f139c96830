package dev.replicate4j.internal.call;

import dev.replicate4j.error.DecodeException;
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

    private final BoundModel<?, P> model;

    /** How many pieces have been yielded. */
    private int count;

    /** What they make together, where they are parts of a text. */
    private final StringBuilder text = new StringBuilder();

    /** What has been yielded otherwise, as JSON. */
    private final List<@Nullable Object> yielded = new ArrayList<>();

    PieceCollector(BoundModel<?, P> model) {
        this.model = model;
    }

    /** Yields what an event brought. */
    P event(String data) {
        return taken(data);
    }

    /** Yields what an output that may still grow has beyond what is already known. */
    List<P> growing(@Nullable Object output) {
        return model.output().hasPieces() && output instanceof List<?> items ? list(items) : List.of();
    }

    /**
     * Yields what the output of a run that succeeded has beyond what is already known. That output decides: what was
     * yielded must be its beginning.
     *
     * @throws DecodeException if something is missing before the end, or was yielded twice; carries the whole output
     */
    List<P> complete(@Nullable Object output) {
        if (output == null && count > 0) {
            return List.of(); // an output that is not shown any more
        }
        if (!model.output().hasPieces()
                || !(output instanceof List<?>) && !model.output().concatenates()) {
            return count == 0 && (output != null || !model.output().hasPieces())
                    ? Collections.singletonList(taken(output))
                    : List.of();
        }
        List<?> items = output instanceof List<?> list ? list : output == null ? List.of() : List.of(output);
        if (!isBeginning(items)) {
            throw new DecodeException(
                    "The event stream did not bring what the model has made: pieces are missing or were repeated. The run"
                            + " has succeeded: raw() of this exception is its whole output.",
                    output);
        }
        return list(items);
    }

    private boolean isBeginning(List<?> items) {
        if (model.output().concatenates()) {
            return joined(items).startsWith(text.toString());
        }
        boolean beginning = count <= items.size();
        for (int i = 0; i < count && beginning; i++) {
            Object piece = yielded.get(i);
            beginning =
                    Objects.equals(piece, items.get(i)) || isOtherUrl(piece, items.get(i)) && !items.contains(piece);
        }
        return beginning;
    }

    /** Files may be streamed by other URLs than the output has. */
    private static boolean isOtherUrl(@Nullable Object piece, @Nullable Object item) {
        return isUrl(piece) && isUrl(item);
    }

    private static boolean isUrl(@Nullable Object json) {
        return json instanceof String text && (text.startsWith("http") || text.startsWith("data:"));
    }

    private List<P> list(List<?> items) {
        return model.output().concatenates() ? texts(items) : rest(items);
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
        if (count <= items.size() && joined(items.subList(0, count)).contentEquals(text)) {
            return rest(items);
        }
        String whole = joined(items);
        boolean more = whole.length() > text.length() && whole.startsWith(text.toString());
        return more ? Collections.singletonList(taken(whole.substring(text.length()))) : List.of();
    }

    private static String joined(List<?> items) {
        StringBuilder joined = new StringBuilder();
        for (Object item : items) {
            joined.append(Objects.toString(item, ""));
        }
        return joined.toString();
    }

    private P taken(@Nullable Object json) {
        P piece = model.piece(json);
        count++;
        if (model.output().concatenates()) {
            text.append(Objects.toString(json, ""));
        } else if (model.output().hasPieces()) {
            yielded.add(json);
        }
        return piece;
    }
}
