package dev.replicate4j;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.internal.file.Downloads;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a model's output is read from JSON: as a whole and piece by piece.
 *
 * <pre>{@code
 * OutputType<List<URLPath>, URLPath> images = OutputType.list(OutputType.file());
 * OutputType<String, String> story = OutputType.text();
 * }</pre>
 *
 * <p>Reading is lenient, because models do not keep strictly to their schemas and their output is paid for: a number as a
 * text, one value in place of a list, a list of one in place of a value, a missing, null or unknown field, and the
 * {@code {"file": url, "text": ...}} objects of early models are all read as what was declared. What cannot be read
 * raises a {@link DecodeException}, which keeps the raw output.
 *
 * @param <O> the whole output
 * @param <P> one piece of it, as {@link ModelInput#stream()} yields it; the same as {@code O} where the output comes as a
 *     whole
 */
public abstract class OutputType<O extends @Nullable Object, P extends @Nullable Object> {

    OutputType() {}

    /**
     * A text that the model makes piece by piece (in the schema: an array of strings that is an iterator and
     * concatenates). The whole is one string, the pieces joined.
     *
     * @return the type; null and an empty list are read as an empty text
     */
    public static OutputType<String, String> text() {
        return Text.INSTANCE;
    }

    /**
     * A text that comes as a whole.
     *
     * @return the type; other JSON than a string is read as its JSON text
     */
    public static OutputType<String, String> string() {
        return Scalars.STRING;
    }

    /**
     * A whole number.
     *
     * @return the type; also reads {@code 3.0} and {@code "3"}
     */
    public static OutputType<Long, Long> integer() {
        return Scalars.INTEGER;
    }

    /**
     * A number.
     *
     * @return the type; also reads {@code "3.5"}
     */
    public static OutputType<Double, Double> number() {
        return Scalars.NUMBER;
    }

    /**
     * A truth value.
     *
     * @return the type; also reads {@code "true"} and {@code "false"}
     */
    public static OutputType<Boolean, Boolean> bool() {
        return Scalars.BOOL;
    }

    /**
     * A file behind an {@code https:}, {@code http:} or {@code data:} URL.
     *
     * @return the type; nothing is downloaded by reading it
     */
    public static OutputType<URLPath, URLPath> file() {
        return Scalars.FILE;
    }

    /**
     * Any JSON, left as it is: {@link Map}, {@link List}, {@link String}, {@link Long}, {@link java.math.BigInteger} (where
     * a long is too small), {@link Double}, {@link Boolean} or null.
     *
     * @return the type
     */
    public static OutputType<@Nullable Object, @Nullable Object> any() {
        return Scalars.ANY;
    }

    /**
     * A list that appears as a whole.
     *
     * @param item how each item is read
     * @return the type; null is read as an empty list, anything but a list as a list of one, a null item stays null
     */
    public static <T extends @Nullable Object> OutputType<List<T>, T> list(OutputType<T, ?> item) {
        return new Sequence<>(item, false);
    }

    /**
     * A list that grows while the model runs (in the schema: an array that is an iterator but does not concatenate).
     *
     * @param item how each item is read
     * @return the type; lenient as {@link #list}
     */
    public static <T extends @Nullable Object> OutputType<List<T>, T> iterator(OutputType<T, ?> item) {
        return new Sequence<>(item, true);
    }

    /**
     * An object whose names are not known beforehand.
     *
     * @param value how each value is read
     * @return the type; names keep their order, null is read as an empty map, a null value stays null
     */
    public static <T extends @Nullable Object> OutputType<Map<String, T>, Map<String, T>> map(OutputType<T, ?> value) {
        return new Structures.Mapping<>(value);
    }

    /**
     * An object with known names, read into a record.
     *
     * @param record makes the record of the fields that were received
     * @return the type; unknown fields are passed over
     */
    public static <R> OutputType<R, R> object(Function<Fields, R> record) {
        return new Structures.Structure<>(record);
    }

    /**
     * Reads a whole output.
     *
     * @param json the output as parsed JSON: what {@link #any()} leaves as it is
     * @return the typed output
     * @throws DecodeException if the output is something else entirely; keeps it
     */
    public final O decode(@Nullable Object json) {
        return decode(json, null);
    }

    /**
     * Reads one piece of an output: an item of its list, or the output itself where it comes as a whole.
     *
     * @param json the piece as parsed JSON
     * @return the typed piece
     * @throws DecodeException if the piece is something else entirely; keeps it
     */
    public final P decodePiece(@Nullable Object json) {
        return decodePiece(json, null);
    }

    /** Reads a whole output, whose files are downloaded by the given client; null for what all share. */
    final O decode(@Nullable Object json, @Nullable Downloads files) {
        try {
            return read(json, files);
        } catch (Mismatch mismatch) {
            throw new DecodeException(mismatch.getMessage(), json);
        }
    }

    /** Reads a piece, whose files are downloaded by the given client; null for what all share. */
    final P decodePiece(@Nullable Object json, @Nullable Downloads files) {
        try {
            return readPiece(json, files);
        } catch (Mismatch mismatch) {
            throw new DecodeException(mismatch.getMessage(), json);
        }
    }

    /** Reads a whole output, or says by a {@link Mismatch} where it does not fit. */
    abstract O read(@Nullable Object json, @Nullable Downloads files);

    /** Reads a piece, or says by a {@link Mismatch} where it does not fit. */
    abstract P readPiece(@Nullable Object json, @Nullable Downloads files);

    /** Whether the pieces are parts of one text. */
    boolean concatenates() {
        return false;
    }

    /** Whether the output grows while the model runs, so that one seen before the end may be incomplete. */
    boolean iterates() {
        return false;
    }

    /** Whether the output is made of pieces, rather than being its own only piece. */
    boolean hasPieces() {
        return false;
    }

    /** Whether a piece is a text or file, so that an event of a stream is the piece itself rather than its JSON. */
    boolean piecesAreText() {
        return false;
    }

    /** The fields of an object that was received. */
    public interface Fields {

        /**
         * Reads a field.
         *
         * @param name the field's name in the JSON
         * @param type how the field is read
         * @return the value; null where the field is missing or null
         */
        <T extends @Nullable Object> @Nullable T get(String name, OutputType<T, ?> type);
    }
}
