package dev.replicate4j.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file. */
final class FileType<F extends Path> implements OutputType<F, F> {

    private static final FileType<?> INSTANCE = new FileType<>();

    private FileType() {}

    @SuppressWarnings("unchecked") // it has no state
    static <F extends Path> FileType<F> of() {
        return (FileType<F>) INSTANCE;
    }

    @Override
    @SuppressWarnings("unchecked") // the decoder makes URLPaths, which is what file() promises
    public F decode(@Nullable Object json, Decoder decoder) {
        return (F) decoder.file(json);
    }

    @Override
    public F decodePiece(@Nullable Object json, Decoder decoder) {
        return decode(json, decoder);
    }

    @Override
    public boolean hasTextPieces() {
        return true;
    }

    @Override
    public String toString() {
        return "file()";
    }
}
