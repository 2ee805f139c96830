package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filter of a list of predictions. */
final class PredictionFilter {

    private final @Nullable Instant from;
    private final @Nullable Instant until;
    private final boolean webOnly;

    private PredictionFilter(@Nullable Instant from, @Nullable Instant until, boolean webOnly) {
        this.from = from;
        this.until = until;
        this.webOnly = webOnly;
    }

    /** Parses the query parameters; throws if they are invalid. */
    static PredictionFilter of(Map<String, String> query) {
        String source = query.get("source");
        if (source != null && !source.equals("web")) {
            throw ApiError.badRequest("source can only be \"web\", but is \"" + source + "\".");
        }
        return new PredictionFilter(instant("created_after", query), instant("created_before", query), source != null);
    }

    /** Returns whether a prediction is listed. All predictions here come from the API, none from the website. */
    boolean fits(SimulatedRun run) {
        return !webOnly
                && (from == null || !run.createdAt().isBefore(from))
                && (until == null || run.createdAt().isBefore(until));
    }

    private static @Nullable Instant instant(String name, Map<String, String> query) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        try {
            return text.length() == "2024-01-31".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ApiError.badRequest(name + " is a time like 2024-01-31T12:00:00Z, but is \"" + text + "\".");
        }
    }
}
