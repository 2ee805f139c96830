package dev.replicate4j.model;

import org.jspecify.annotations.Nullable;

/** A text that is made piece by piece. */
final class TextType implements OutputType<String, String> {

    static final TextType INSTANCE = new TextType();

    private TextType() {}

    @Override
    public String decode(@Nullable Object json, Decoder decoder) {
        return decoder.text(json);
    }

    @Override
    public String decodePiece(@Nullable Object json, Decoder decoder) {
        return json == null ? "" : decoder.string(json);
    }

    @Override
    public boolean concatenates() {
        return true;
    }

    @Override
    public boolean iterates() {
        return true;
    }

    @Override
    public boolean hasPieces() {
        return true;
    }

    @Override
    public boolean hasTextPieces() {
        return true;
    }

    @Override
    public String toString() {
        return "text()";
    }
}
