package dev.replicate4j.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a model's output is, as a whole and piece by piece. A description: the client decodes by it.
 *
 * <pre>{@code
 * OutputType<List<URLPath>, URLPath> images = OutputType.list(OutputType.file());
 * OutputType<String, String> story = OutputType.text();
 * }</pre>
 *
 * <p>Decoding is lenient, because models do not keep strictly to their schemas and their output is paid for: a number as a
 * text, one value in place of a list, a list of one in place of a value, a missing, null or unknown field, and the
 * {@code {"file": url, "text": ...}} objects of early models are all decoded as what was declared. What cannot be decoded
 * raises a {@link dev.replicate4j.error.DecodeException}, which keeps the raw output.
 *
 * @param <O> the whole output
 * @param <P> one piece of it, as {@code stream} yields it; the same as {@code O} where the output comes as a whole
 */
public sealed interface OutputType<O extends @Nullable Object, P extends @Nullable Object>
        permits ScalarType, FileType, TextType, ListType, MapType, ObjectType, UntypedType, NullableType {

    /**
     * A text that the model makes piece by piece (in the schema: an array of strings that is an iterator and
     * concatenates). The whole is one string, the pieces joined.
     *
     * @return the type; null and an empty list are decoded as an empty text
     */
    static OutputType<String, String> text() {
        return TextType.INSTANCE;
    }

    /**
     * A text that comes as a whole.
     *
     * @return the type; other JSON than a string is decoded as its JSON text
     */
    static OutputType<String, String> string() {
        return ScalarType.STRING;
    }

    /**
     * A whole number.
     *
     * @return the type; also decodes {@code 3.0} and {@code "3"}
     */
    static OutputType<Long, Long> integer() {
        return ScalarType.INTEGER;
    }

    /**
     * A number.
     *
     * @return the type; also decodes {@code "3.5"}
     */
    static OutputType<Double, Double> number() {
        return ScalarType.NUMBER;
    }

    /**
     * A truth value.
     *
     * @return the type; also decodes {@code "true"} and {@code "false"}
     */
    static OutputType<Boolean, Boolean> bool() {
        return ScalarType.BOOL;
    }

    /**
     * A file behind an {@code https:}, {@code http:} or {@code data:} URL.
     *
     * @param <F> {@code dev.replicate4j.URLPath}, the class of every file of an output, or {@link Path}
     * @return the type; nothing is downloaded by decoding it
     */
    static <F extends Path> OutputType<F, F> file() {
        return FileType.of();
    }

    /**
     * Any JSON, left as it is: {@link Map}, {@link List}, {@link String}, {@link Long}, {@link java.math.BigInteger} (where
     * a long is too small), {@link Double}, {@link Boolean} or null.
     *
     * @return the type
     */
    static OutputType<@Nullable Object, @Nullable Object> any() {
        return ScalarType.ANY;
    }

    /**
     * An output of which no schema is known: left as it is. It may be one that grows while the model runs, so only the end of
     * its run makes it whole.
     *
     * @return the type
     */
    static OutputType<@Nullable Object, @Nullable Object> unknown() {
        return ScalarType.UNKNOWN;
    }

    /**
     * Any JSON, in which some fields of an object have a type; a field that does not fit is left as it is.
     *
     * @param fields what the fields of these names are
     * @return the type
     */
    static OutputType<@Nullable Object, @Nullable Object> untyped(Map<String, OutputType<?, ?>> fields) {
        return new UntypedType(fields);
    }

    /**
     * A list that appears as a whole.
     *
     * @param item what each item is
     * @return the type; null is decoded as an empty list, anything but a list as a list of one, a null item stays null
     */
    static <T extends @Nullable Object> OutputType<List<T>, T> list(OutputType<T, ?> item) {
        return new ListType<>(item, false);
    }

    /**
     * A list that grows while the model runs (in the schema: an array that is an iterator but does not concatenate).
     *
     * @param item what each item is
     * @return the type; lenient as {@link #list}
     */
    static <T extends @Nullable Object> OutputType<List<T>, T> iterator(OutputType<T, ?> item) {
        return new ListType<>(item, true);
    }

    /**
     * An object whose names are not known beforehand.
     *
     * @param value what each value is
     * @return the type; names keep their order, null is decoded as an empty map, a null value stays null
     */
    static <T extends @Nullable Object> OutputType<Map<String, T>, Map<String, T>> map(OutputType<T, ?> value) {
        return new MapType<>(value);
    }

    /**
     * An object with known names, decoded into a record.
     *
     * @param record makes the record of the fields that were received
     * @return the type; unknown fields are passed over
     */
    static <R> OutputType<R, R> object(Function<Fields, R> record) {
        return new ObjectType<>(record);
    }

    /**
     * An output that may be null (in the schema: {@code nullable}, or a union with null).
     *
     * @param type what the output is where it is not null
     * @return the type; null is decoded as null, also where the given type has another meaning for it
     */
    static <O extends @Nullable Object, P extends @Nullable Object> OutputType<@Nullable O, @Nullable P> nullable(
            OutputType<O, P> type) {
        return new NullableType<>(type);
    }

    /**
     * Decodes a whole output by calling the decoder's method for this type.
     *
     * @param json parsed JSON: what {@link #any()} leaves as it is
     * @param decoder the client's
     * @return the typed output
     */
    O decode(@Nullable Object json, Decoder decoder);

    /**
     * Decodes one piece of an output: an item of its list, or the output itself where it comes as a whole.
     *
     * @param json parsed JSON
     * @param decoder the client's
     * @return the typed piece
     */
    P decodePiece(@Nullable Object json, Decoder decoder);

    /** {@return whether the pieces are parts of one text} */
    default boolean concatenates() {
        return false;
    }

    /** {@return whether the output grows while the model runs, so that one seen before the end may be incomplete} */
    default boolean iterates() {
        return false;
    }

    /** {@return whether the output is made of pieces, rather than being its own only piece} */
    default boolean hasPieces() {
        return false;
    }

    /** {@return whether a piece is a text or a file, so that an event of a stream is the piece itself rather than its JSON} */
    default boolean hasTextPieces() {
        return false;
    }

    /** The fields of an object that was received. */
    interface Fields {

        /**
         * Decodes a field.
         *
         * @param name the field's name in the JSON
         * @param type what the field is
         * @return the value; null where the field is missing or null
         */
        <T extends @Nullable Object> @Nullable T get(String name, OutputType<T, ?> type);
    }

    /**
     * Decodes JSON, one method for each kind of type. Implemented by the client; an implementation of your own learns what a type
     * is by which method it calls, and must expect new methods in new versions.
     */
    interface Decoder {

        /** {@return a text, from any JSON but null} */
        String string(@Nullable Object json);

        /** {@return a text, the pieces of a list joined} */
        String text(@Nullable Object json);

        /** {@return a whole number} */
        Long integer(@Nullable Object json);

        /** {@return a number} */
        Double number(@Nullable Object json);

        /** {@return a truth value} */
        Boolean bool(@Nullable Object json);

        /** {@return a file, from its URL} */
        Path file(@Nullable Object json);

        /** {@return a list, each item of the given type} */
        <T extends @Nullable Object> List<T> list(@Nullable Object json, OutputType<T, ?> item);

        /** {@return a map, each value of the given type} */
        <T extends @Nullable Object> Map<String, T> map(@Nullable Object json, OutputType<T, ?> value);

        /** {@return any JSON as it is, but for the fields of an object that have a type and fit it} */
        @Nullable Object untyped(@Nullable Object json, Map<String, OutputType<?, ?>> fields);

        /** {@return the fields of an object} */
        Fields fields(@Nullable Object json);
    }
}
