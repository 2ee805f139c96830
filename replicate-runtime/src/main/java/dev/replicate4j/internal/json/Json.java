package dev.replicate4j.internal.json;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON into plain Java values, and writes them.
 *
 * <p>An object is a {@link JsonObject}, an array a {@link JsonArray}, both unmodifiable, a text a {@link String}, an
 * integer a {@link Long} ({@link java.math.BigInteger} beyond its range), any other number a {@link Double}
 * ({@link java.math.BigDecimal} beyond its range), and {@code true}, {@code false} and {@code null} are themselves. Of
 * equal keys the last one wins, as in JavaScript and Python.
 */
public final class Json {

    /** Deeper documents are refused: no model nests so far, and a hostile one must not overflow the stack. */
    static final int MAX_DEPTH = 500;

    /** A value that is quoted in a message is cut here. */
    private static final int EXCERPT = 200;

    /** Outputs hold whole files as {@code data:} URIs, so the length of texts is not limited. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private Json() {}

    /**
     * Reads one JSON document.
     *
     * @param json the document in UTF-8
     * @return the value
     * @throws DecodeException if the bytes are not one JSON document
     */
    public static @Nullable Object parse(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return new JsonReader(parser).document();
        } catch (JacksonException e) {
            throw notJson(new String(json, StandardCharsets.UTF_8), e);
        }
    }

    /**
     * Reads one JSON document.
     *
     * @param json the document
     * @return the value
     * @throws DecodeException if the text is not one JSON document
     */
    public static @Nullable Object parse(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return new JsonReader(parser).document();
        } catch (JacksonException e) {
            throw notJson(json, e);
        }
    }

    /**
     * Writes a value as JSON text without white space.
     *
     * @param value plain Java values, as {@link #parse} returns them; any number, {@link CharSequence} or
     *     {@link Iterable} will do
     * @return the text
     * @throws InvalidInputException if JSON can't hold the value
     */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        write(FACTORY.createGenerator(ObjectWriteContext.empty(), text), value);
        return text.toString();
    }

    /**
     * Writes a value as JSON in UTF-8 without white space.
     *
     * @param value as for {@link #write}
     * @return the bytes
     * @throws InvalidInputException if JSON can't hold the value
     */
    public static byte[] writeBytes(@Nullable Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        write(FACTORY.createGenerator(ObjectWriteContext.empty(), bytes), value);
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) {
        try (generator) {
            new JsonWriter(generator).write(value);
        } catch (StreamConstraintsException e) {
            throw new InvalidInputException(
                    "A value sent as JSON may be nested " + MAX_DEPTH
                            + " deep, but is nested deeper. Does it hold itself?",
                    e);
        }
    }

    private static DecodeException notJson(String text, JacksonException cause) {
        String what = cause instanceof StreamConstraintsException
                ? "This JSON goes beyond what is read (" + cause.getOriginalMessage() + ")"
                : "Expected JSON, but could not read it at line "
                        + cause.getLocation().getLineNr() + ", column "
                        + cause.getLocation().getColumnNr() + " (" + cause.getOriginalMessage() + ")";
        return new DecodeException(what + ": " + excerpt(text), text, cause);
    }

    private static String excerpt(String text) {
        return text.isEmpty()
                ? "the text is empty"
                : text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
    }
}
