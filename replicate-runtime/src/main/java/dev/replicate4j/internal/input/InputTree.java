package dev.replicate4j.internal.input;

import dev.replicate4j.api.FileUpload;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.model.WireValue;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one walk over the tree of an input: through its lists, maps and records to its leaves. */
public final class InputTree {

    /** No model takes so many levels; a list that contains itself has more. */
    private static final int MAX_DEPTH = 200;

    private final InputTypes types;

    /**
     * Makes the walk.
     *
     * @param types the types of the root package that may be inputs
     */
    public InputTree(InputTypes types) {
        this.types = types;
    }

    /** Turns a leaf into what takes its place. */
    interface Leaves {

        /** Returns what takes the place of a leaf. */
        @Nullable Object replace(Place place, Object leaf);
    }

    InputTypes types() {
        return types;
    }

    /**
     * Returns a value in the form that is kept: unmodifiable copies of lists and maps, and leaves as what they stand for.
     *
     * @param input the name of the input
     * @param model what it is an input of
     * @throws InvalidInputException if the value is of a kind that cannot be sent
     */
    public Object freeze(String input, String model, Object value) {
        Object frozen = walk(Place.of(input, model), value, this::leaf);
        return frozen == null ? value : frozen;
    }

    /** Walks a value. The lists and maps of the result are unmodifiable. */
    static @Nullable Object walk(Place place, @Nullable Object value, Leaves leaves) {
        if (value instanceof Collection<?> items) {
            return list(place, items, leaves);
        }
        if (value instanceof Map<?, ?> fields) {
            return map(place, fields, leaves);
        }
        if (value instanceof Record record && !(value instanceof WireValue)) {
            return map(place, RecordFields.of(place.subject(), record), leaves);
        }
        return value == null ? null : leaves.replace(place, value);
    }

    private static List<@Nullable Object> list(Place place, Collection<?> items, Leaves leaves) {
        checkDepth(place);
        List<@Nullable Object> copy = new ArrayList<>(items.size());
        int index = 0;
        for (Object item : items) {
            copy.add(walk(place.child(index++), item, leaves));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Map<String, @Nullable Object> map(Place place, Map<?, ?> fields, Leaves leaves) {
        checkDepth(place);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            if (!(field.getKey() instanceof String name)) {
                throw new InvalidInputException(
                        place.subject() + " must be a map with text keys, but has the key " + field.getKey() + ".");
            }
            copy.put(name, walk(place.child(name), field.getValue(), leaves));
        }
        return Collections.unmodifiableMap(copy);
    }

    private static void checkDepth(Place place) {
        if (place.depth() >= MAX_DEPTH) {
            throw new InvalidInputException(place.input() + " of " + place.model() + " is nested more than " + MAX_DEPTH
                    + " levels deep, or contains itself. No request was sent.");
        }
    }

    /** Returns a leaf in the form that is kept. */
    Object leaf(Place place, Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        if (value instanceof Number number) {
            return number(place, number);
        }
        if (value instanceof Boolean || value instanceof WireValue || value instanceof Path) {
            return value;
        }
        if (value instanceof URI uri) {
            return "file".equalsIgnoreCase(uri.getScheme()) ? file(place, uri) : uri.toString();
        }
        if (value instanceof File file) {
            return file.toPath();
        }
        if (value instanceof byte[] content) {
            return types.file(content, mediaType(content));
        }
        if (value instanceof InputStream stream) {
            byte[] content = read(place, stream);
            return types.file(content, mediaType(content));
        }
        if (types.output(value) != null) {
            return value;
        }
        throw new InvalidInputException(place.subject() + " cannot be sent as a "
                + value.getClass().getName() + ". Give a text, number, boolean, java.nio.file.Path, URI, byte[],"
                + " InputStream, enum of the model, list, map or record.");
    }

    private static Number number(Place place, Number number) {
        boolean standard = number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger
                || number instanceof BigDecimal;
        try {
            boolean finite = number instanceof Double || number instanceof Float;
            if (!standard && (finite ? !Double.isFinite(number.doubleValue()) : isNoDecimal(number))) {
                throw new NumberFormatException();
            }
            return number;
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    place.subject() + " must be a number that JSON can hold, but is " + number + ".", e);
        }
    }

    private static boolean isNoDecimal(Number number) {
        return new BigDecimal(number.toString()).toString().isEmpty();
    }

    private static Path file(Place place, URI uri) {
        try {
            return Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    place.subject() + " is the URI " + uri + ", which names no file of this machine: " + e.getMessage(),
                    e);
        }
    }

    private static byte[] read(Place place, InputStream stream) {
        try (stream) {
            byte[] content = stream.readNBytes((int) FileUpload.MAX_SIZE + 1);
            if (content.length > FileUpload.MAX_SIZE) {
                throw new InvalidInputException(place.subject() + " is a stream of more than the " + FileUpload.MAX_SIZE
                        + " bytes that Replicate takes. Put it on a web server and pass URLPath.of(url).");
            }
            return content;
        } catch (IOException e) {
            throw new InvalidInputException(place.subject() + " is a stream that cannot be read: " + e, e);
        }
    }

    private static String mediaType(byte[] content) {
        try {
            String known = URLConnection.guessContentTypeFromStream(new ByteArrayInputStream(content));
            return known == null ? "application/octet-stream" : known;
        } catch (IOException e) {
            return "application/octet-stream"; // an array fails to be read in no case
        }
    }
}
