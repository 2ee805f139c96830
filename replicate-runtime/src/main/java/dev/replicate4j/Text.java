package dev.replicate4j;

import dev.replicate4j.internal.file.Downloads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a text that is made piece by piece. */
final class Text extends OutputType<String, String> {

    static final OutputType<String, String> INSTANCE = new Text();

    private Text() {}

    @Override
    String read(@Nullable Object json, @Nullable Downloads files) {
        if (!(json instanceof List<?> pieces)) {
            return readPiece(json, files);
        }
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            whole.append(readPiece(pieces.get(i), files));
        }
        return whole.toString();
    }

    @Override
    String readPiece(@Nullable Object json, @Nullable Downloads files) {
        return json == null ? "" : OutputType.string().read(json, files);
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
