package dev.replicate4j.testkit.internal.api;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The durations in headers. */
final class DurationHeaders {

    private static final Pattern LIFETIME = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s?)?");
    private static final Pattern WAIT = Pattern.compile("wait(?:=(\\d{1,4}))?");
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Duration MIN_LIFETIME = Duration.ofSeconds(5);
    private static final Duration MAX_LIFETIME = Duration.ofHours(24);

    private DurationHeaders() {}

    /** Reads {@code Prefer}; null if it does not ask to wait. More than a minute counts as a minute. */
    static @Nullable Duration wait(@Nullable String prefer) {
        Matcher matcher = WAIT.matcher(prefer == null ? "" : prefer.trim());
        if (!matcher.matches()) {
            return null;
        }
        String seconds = matcher.group(1);
        Duration asked = seconds == null ? MAX_WAIT : Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : asked;
    }

    /** Reads {@code Cancel-After}: seconds, or hours, minutes and seconds as in {@code 1h30m45s}; null if not given. */
    static @Nullable Duration lifetime(@Nullable String cancelAfter) {
        if (cancelAfter == null) {
            return null;
        }
        Matcher matcher = LIFETIME.matcher(cancelAfter.trim());
        if (cancelAfter.isBlank() || !matcher.matches()) {
            throw ApiError.badRequest(
                    "Cancel-After is a duration like 90, 90s, 5m or 1h30m45s, but is \"" + cancelAfter + "\".");
        }
        Duration lifetime = Duration.ofHours(number(matcher.group(1)))
                .plusMinutes(number(matcher.group(2)))
                .plusSeconds(number(matcher.group(3)));
        if (lifetime.compareTo(MIN_LIFETIME) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw ApiError.badRequest(
                    "Cancel-After must be between 5 seconds and 24 hours, but is \"" + cancelAfter + "\".");
        }
        return lifetime;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
