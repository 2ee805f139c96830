package dev.replicate4j.internal.transfer;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a response says about its body.
 *
 * @param status the HTTP status
 * @param start the position of the bytes in the file
 * @param total the size of the whole file; -1 if unknown
 * @param validator tells whether the file is still the same; null if the server sends none
 * @param checksum of the whole file; null if the server sends none
 * @param coding by which the body is coded; null for none
 */
record ContentInfo(
        int status,
        long start,
        long total,
        @Nullable String validator,
        @Nullable Checksum checksum,
        @Nullable String coding) {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    static ContentInfo of(ResponseInfo info) {
        HttpHeaders headers = info.headers();
        String coding = coding(headers);
        if (coding != null) {
            // Length, range and digest are of the coded bytes, so a body that breaks off has to be sent again.
            return new ContentInfo(info.statusCode(), 0, -1, null, null, coding);
        }
        String validator = validator(headers);
        Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        if (info.statusCode() == 206 && range.matches()) {
            long total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
            return new ContentInfo(206, Long.parseLong(range.group(1)), total, validator, null, null);
        }
        long length = headers.firstValueAsLong("Content-Length").orElse(-1);
        return new ContentInfo(info.statusCode(), 0, length, validator, Checksum.of(headers), null);
    }

    /** Describes a content that is at hand as a whole. */
    static ContentInfo whole(long size) {
        return new ContentInfo(200, 0, size, null, null, null);
    }

    /** Tells whether the bytes are the file from its beginning. */
    boolean isWhole() {
        return status == 200;
    }

    /** Tells whether the bytes follow those of an earlier response, and are still of the same file. */
    boolean continues(ContentInfo earlier, long size) {
        return status == 206
                && start == size
                && (total < 0 || earlier.total < 0 || total == earlier.total)
                && (validator == null || validator.equals(earlier.validator));
    }

    /** Returns the headers that ask for the rest of the file if it has not changed; none if it must start again. */
    Map<String, String> rest(long size) {
        return size == 0 || validator == null
                ? Map.of()
                : Map.of("Range", "bytes=" + size + "-", "If-Range", validator);
    }

    private static @Nullable String coding(HttpHeaders headers) {
        String coding =
                String.join(", ", headers.allValues("Content-Encoding")).strip().toLowerCase(Locale.ROOT);
        return coding.isEmpty() || coding.equals("identity") ? null : coding;
    }

    /** Weak ETags do not promise the same bytes, so they are none. */
    private static @Nullable String validator(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> headers.firstValue("Last-Modified"))
                .orElse(null);
    }
}
