package dev.replicate4j.internal.file;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.transfer.FileExceptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells the URLs that can be downloaded from text that only looks like one. */
public final class DownloadUrl {

    private static final String LEGAL = "-._~:/?#@!$&'()*+,;=";
    private static final String HEX = "0123456789ABCDEF";

    private DownloadUrl() {}

    /**
     * Checks a URL and makes it legal.
     *
     * @param text an absolute http, https or data URL
     * @return the same, with characters that no URL may contain percent-encoded
     * @throws InvalidInputException if it is not such a URL
     */
    public static String parse(String text) {
        if (text.regionMatches(true, 0, "data:", 0, 5)) {
            DataUri.check(text);
            return legal(text);
        }
        if (!text.regionMatches(true, 0, "https:", 0, 6) && !text.regionMatches(true, 0, "http:", 0, 5)) {
            throw unfit(text);
        }
        URI uri = uri(text);
        String url = uri == null ? legal(text) : text;
        URI legal = uri == null ? uri(url) : uri;
        if (legal == null || legal.getHost() == null) {
            throw unfit(text);
        }
        return url;
    }

    private static InvalidInputException unfit(String text) {
        return new InvalidInputException(
                "A URLPath needs an absolute http:, https: or data: URL with a legal host name, but found \""
                        + FileExceptions.shown(text) + "\". For a file on this machine, use Path.of.");
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String legal(String text) {
        // An IPv6 address is the only place for brackets.
        int first = firstIllegal(text, text.matches("(?i)https?://\\[[0-9a-f:.]+\\].*") ? text.indexOf(']') + 1 : 0);
        if (first < 0) {
            return text;
        }
        StringBuilder url = new StringBuilder(text.length() + 16);
        int start = 0;
        for (int i = first; i >= 0; i = firstIllegal(text, start)) {
            url.append(text, start, i);
            int end = i + Character.charCount(text.codePointAt(i));
            for (byte b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
                url.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
            start = end;
        }
        return url.append(text, start, text.length()).toString();
    }

    private static int firstIllegal(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!alphanumeric && LEGAL.indexOf(c) < 0 && !isEscape(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}
