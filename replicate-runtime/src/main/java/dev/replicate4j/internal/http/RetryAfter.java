package dev.replicate4j.internal.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how long a server asks to wait. */
public final class RetryAfter {

    private RetryAfter() {}

    /**
     * Looks in the header {@code Retry-After} (RFC 9110 section 10.2.3: seconds or an HTTP date), then in the body's
     * {@code retry_after} (seconds), then in the header {@code ratelimit-reset} (seconds) of a 429.
     *
     * @return how long; null if it does not say
     */
    public static @Nullable Duration of(
            int status, HttpHeaders headers, Map<String, @Nullable Object> body, Instant now) {
        Duration asked = headers.firstValue("retry-after")
                .map(value -> header(value.strip(), now))
                .orElse(null);
        if (asked == null && body.get("retry_after") instanceof Number seconds) {
            asked = seconds(seconds.doubleValue());
        }
        return asked == null && status == 429 ? reset(headers) : asked;
    }

    /** Returns when the rate limit is reset, if the reply says that it is used up. */
    static @Nullable Duration exhausted(HttpHeaders headers) {
        return headers.firstValue("ratelimit-remaining")
                        .map(String::strip)
                        .orElse("")
                        .equals("0")
                ? reset(headers)
                : null;
    }

    private static @Nullable Duration reset(HttpHeaders headers) {
        return headers.firstValue("ratelimit-reset")
                .map(value -> number(value.strip()))
                .orElse(null);
    }

    private static @Nullable Duration header(String value, Instant now) {
        Duration seconds = number(value);
        return seconds != null ? seconds : date(value, now);
    }

    private static @Nullable Duration number(String value) {
        try {
            return seconds(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration date(String value, Instant now) {
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Nonsense (negative, NaN, beyond a year) is as if nothing was said. */
    private static @Nullable Duration seconds(double seconds) {
        return seconds >= 0 && seconds < 365 * 86_400.0 ? Duration.ofNanos((long) (seconds * 1e9)) : null;
    }
}
