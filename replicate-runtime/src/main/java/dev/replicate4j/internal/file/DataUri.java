package dev.replicate4j.internal.file;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.transfer.FileExceptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Base64;
import java.util.regex.Pattern;

/** Content inside a URL, by <a href="https://www.rfc-editor.org/rfc/rfc2397">RFC 2397</a>. */
public final class DataUri {

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(?:;[\\w!#$&^.+-]+=[\\w!#$&^.+-]+)*");

    private DataUri() {}

    /** Tells whether a URL holds its content. */
    public static boolean is(String url) {
        return url.regionMatches(true, 0, "data:", 0, 5);
    }

    static void check(String url) {
        if (url.indexOf(',') < 0) {
            throw new InvalidInputException("A data: URI has a comma before its content, but found \""
                    + FileExceptions.shown(url) + "\". Write it as data:image/png;base64,iVBORw0...");
        }
    }

    /**
     * Puts content into a URL.
     *
     * @param content the bytes
     * @param mediaType what they are
     * @return a base64 data URI
     * @throws InvalidInputException if the media type is not one
     */
    public static String encode(byte[] content, String mediaType) {
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new InvalidInputException("A media type is written as type/subtype, but found \"" + mediaType
                    + "\". Use for example image/png.");
        }
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    /** Returns the media type, by the specification {@code text/plain} where none is given. */
    static String mediaType(String url) {
        String head = url.substring(5, url.indexOf(','));
        int end = head.indexOf(';');
        String type = end < 0 ? head : head.substring(0, end);
        return type.isEmpty() ? "text/plain" : type;
    }

    /** Returns how many bytes the content has; more if it holds escapes or line ends. */
    public static long size(String url) {
        int comma = url.indexOf(',');
        long length = url.length() - comma - 1L;
        int padding = url.endsWith("==") ? 2 : url.endsWith("=") ? 1 : 0;
        return isBase64(url, comma) ? (length - padding) * 3 / 4 : length;
    }

    private static boolean isBase64(String url, int comma) {
        return url.regionMatches(true, Math.max(5, comma - 7), ";base64", 0, 7);
    }

    /**
     * Takes the content out of a URL.
     *
     * @throws FileSystemException if it says base64 and is not
     */
    static byte[] decode(String url) throws FileSystemException {
        int comma = url.indexOf(',');
        byte[] data = unescape(url, comma + 1);
        // The MIME decoder passes over line ends, which some models put into long content.
        try {
            return isBase64(url, comma) ? Base64.getMimeDecoder().decode(data) : data;
        } catch (IllegalArgumentException e) {
            throw FileExceptions.of(url, "is not base64: " + e.getMessage(), e);
        }
    }

    private static byte[] unescape(String url, int from) {
        byte[] raw = url.substring(from).getBytes(StandardCharsets.UTF_8);
        if (url.indexOf('%', from) < 0) {
            return raw;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%' && i + 2 < raw.length) {
                out.write(Character.digit(raw[i + 1], 16) << 4 | Character.digit(raw[i + 2], 16));
                i += 2;
            } else {
                out.write(raw[i]);
            }
        }
        return out.toByteArray();
    }
}
