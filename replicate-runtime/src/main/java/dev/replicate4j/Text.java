package dev.replicate4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a text that is made piece by piece. */
final class Text extends OutputType<String, String> {

    static final OutputType<String, String> INSTANCE = new Text();

    private Text() {}

    @Override
    String read(@Nullable Object json) {
        if (!(json instanceof List<?> pieces)) {
            return readPiece(json);
        }
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            whole.append(readPiece(pieces.get(i)));
        }
        return whole.toString();
    }

    @Override
    String readPiece(@Nullable Object json) {
        return json == null ? "" : OutputType.string().read(json);
    }

    @Override
    boolean concatenates() {
        return true;
    }

    @Override
    boolean iterates() {
        return true;
    }

    @Override
    boolean hasPieces() {
        return true;
    }

    @Override
    boolean piecesAreText() {
        return true;
    }

    @Override
    public String toString() {
        return "text()";
    }
}
