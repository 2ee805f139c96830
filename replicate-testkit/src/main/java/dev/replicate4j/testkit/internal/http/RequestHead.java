package dev.replicate4j.testkit.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request line and the headers of a request.
 *
 * @param method the method
 * @param target the path and query, as sent
 * @param persistent whether another request may follow on the connection
 * @param chunks whether the client understands chunks: HTTP/1.1
 * @param length how many bytes the body has; 0 where it has chunks
 * @param headers all values by names in lower case
 */
record RequestHead(
        String method,
        String target,
        boolean persistent,
        boolean chunks,
        long length,
        Map<String, List<String>> headers) {

    @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    boolean isChunked() {
        String encoding = header("transfer-encoding");
        return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("chunked");
    }

    boolean isLongerThan(long bytes) {
        return isChunked() || length >= bytes;
    }
}
