package dev.replicate4j.internal.file;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a reply says about the bytes in it.
 *
 * @param status the HTTP status
 * @param start where in the file they belong
 * @param total the size of the whole file; -1 if unknown
 * @param validator by which the server tells whether the file is still the same; null if it gives none
 * @param checksum of the whole file; null if the server gives none
 */
record ContentInfo(
        int status,
        long start,
        long total,
        @Nullable String validator,
        @Nullable Checksum checksum) {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    static ContentInfo of(ResponseInfo info) {
        HttpHeaders headers = info.headers();
        String validator = validator(headers);
        Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        if (info.statusCode() == 206 && range.matches()) {
            long total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
            return new ContentInfo(206, Long.parseLong(range.group(1)), total, validator, null);
        }
        long length = headers.firstValueAsLong("Content-Length").orElse(-1);
        return new ContentInfo(info.statusCode(), 0, length, validator, Checksum.of(headers));
    }

    /** Tells whether the bytes are the file from its beginning. */
    boolean isWhole() {
        return status == 200;
    }

    /** Tells whether the bytes go on where an earlier reply broke off, and are still of the same file. */
    boolean continues(ContentInfo earlier, long size) {
        return status == 206
                && start == size
                && (total < 0 || earlier.total < 0 || total == earlier.total)
                && (validator == null || validator.equals(earlier.validator));
    }

    /** Returns the headers that ask for the rest of the file if it has not changed; none where it must start again. */
    Map<String, String> rest(long size) {
        return size == 0 || validator == null
                ? Map.of()
                : Map.of("Range", "bytes=" + size + "-", "If-Range", validator);
    }

    /** Weak ETags do not promise the same bytes, so they are none. */
    private static @Nullable String validator(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> headers.firstValue("Last-Modified"))
                .orElse(null);
    }
}
