package dev.replicate4j.internal.call;

import org.jspecify.annotations.Nullable;

/**
 * How the pieces of an output are read: what an output type is to this package.
 *
 * @param <P> one piece
 */
public interface PieceDecoder<P extends @Nullable Object> {

    /** Whether the output is made of pieces, rather than being its own only piece. */
    boolean hasPieces();

    /** Whether the pieces are parts of one text. */
    boolean concatenates();

    /** Whether an event of a stream is a piece itself (a text, the URL of a file) rather than its JSON. */
    boolean streams();

    /** Reads a piece from parsed JSON, or the only piece from the whole output. */
    P read(@Nullable Object json);
}
