package dev.replicate4j.testkit.internal.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code multipart/form-data} as it comes in, one part after the other, without holding any in memory. */
public final class MultipartReader {

    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]+)\"|([^;\\s]+))");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i);\\s*([a-z]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))");

    private final InputStream in;
    private final byte[] delimiter;

    private MultipartReader(InputStream in, String boundary) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads all parts.
     *
     * @param contentType the request's header, which names the boundary
     * @param target says where the content of each part goes
     * @throws IOException if the body is no multipart, ends early or cannot be stored
     */
    public static void read(InputStream in, @Nullable String contentType, Target target) throws IOException {
        Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (contentType == null || !contentType.startsWith("multipart/form-data") || !matcher.find()) {
            throw new IOException("Multipart form parse error - the Content-Type is \"" + contentType
                    + "\", not multipart/form-data with a boundary");
        }
        new MultipartReader(in, matcher.group(1) == null ? matcher.group(2) : matcher.group(1)).read(target);
    }

    private void read(Target target) throws IOException {
        // The first delimiter has no line end before it: what precedes it is skipped.
        String first = "--" + new String(delimiter, 4, delimiter.length - 4, StandardCharsets.ISO_8859_1);
        if (!line().equals(first)) {
            throw new IOException("Multipart form parse error - the body does not begin with its boundary");
        }
        do {
            Map<String, String> headers = headers();
            try (OutputStream out = target.open(new Part(headers))) {
                copyPart(out);
            }
        } while (!line().startsWith("--"));
        in.transferTo(OutputStream.nullOutputStream());
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = next(); b != '\n'; b = next()) {
            line.write(b);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private void copyPart(OutputStream out) throws IOException {
        int matched = 0;
        while (matched < delimiter.length) {
            int b = next();
            if (b == delimiter[matched]) {
                matched++;
            } else {
                // A boundary has no carriage return in it, so only its start can begin anew here.
                out.write(delimiter, 0, matched);
                matched = b == delimiter[0] ? 1 : 0;
                if (matched == 0) {
                    out.write(b);
                }
            }
        }
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("Multipart form parse error - the body ends before its last boundary");
        }
        return b;
    }

    /** Receives the content of parts. */
    @FunctionalInterface
    public interface Target {

        /** Opens a stream for the part's content; it is closed when the part ends. */
        OutputStream open(Part part) throws IOException;
    }

    /**
     * The headers of a part.
     *
     * @param headers the part's headers, by names in lower case
     */
    public record Part(Map<String, String> headers) {

        /** {@return the name of the form's field} */
        public @Nullable String name() {
            return parameter("name");
        }

        /** {@return the name of the file} */
        public @Nullable String filename() {
            return parameter("filename");
        }

        /** {@return the type of the content: the part's header, or else an attribute that Replicate's own example sends} */
        public @Nullable String type() {
            String type = headers.get("content-type");
            return type == null ? parameter("type") : type;
        }

        private @Nullable String parameter(String wanted) {
            Matcher matcher = PARAMETER.matcher(headers.getOrDefault("content-disposition", ""));
            while (matcher.find()) {
                if (matcher.group(1).equalsIgnoreCase(wanted)) {
                    String quoted = matcher.group(2);
                    return quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
                }
            }
            return null;
        }
    }
}
