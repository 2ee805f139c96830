package dev.replicate4j.model;

import org.jspecify.annotations.Nullable;

/** An output that comes as a whole and has no parts. */
final class ScalarType<T extends @Nullable Object> implements OutputType<T, T> {

    static final OutputType<String, String> STRING =
            new ScalarType<>("string()", true, false, (json, decoder) -> decoder.string(json));
    static final OutputType<Long, Long> INTEGER =
            new ScalarType<>("integer()", false, false, (json, decoder) -> decoder.integer(json));
    static final OutputType<Double, Double> NUMBER =
            new ScalarType<>("number()", false, false, (json, decoder) -> decoder.number(json));
    static final OutputType<Boolean, Boolean> BOOL =
            new ScalarType<>("bool()", false, false, (json, decoder) -> decoder.bool(json));
    static final OutputType<@Nullable Object, @Nullable Object> ANY =
            new ScalarType<>("any()", false, false, (json, decoder) -> json);
    static final OutputType<@Nullable Object, @Nullable Object> UNKNOWN =
            new ScalarType<>("unknown()", false, true, (json, decoder) -> json);

    /** Calls the decoder's method for one kind of value. */
    private interface Decoding<T extends @Nullable Object> {
        T decode(@Nullable Object json, Decoder decoder);
    }

    private final String name;
    private final boolean textual;
    private final boolean iterates;
    private final Decoding<T> decoding;

    private ScalarType(String name, boolean textual, boolean iterates, Decoding<T> decoding) {
        this.name = name;
        this.textual = textual;
        this.iterates = iterates;
        this.decoding = decoding;
    }

    @Override
    public T decode(@Nullable Object json, Decoder decoder) {
        return decoding.decode(json, decoder);
    }

    @Override
    public T decodePiece(@Nullable Object json, Decoder decoder) {
        return decode(json, decoder);
    }

    @Override
    public boolean hasTextPieces() {
        return textual;
    }

    @Override
    public boolean iterates() {
        return iterates;
    }

    @Override
    public String toString() {
        return name;
    }
}
