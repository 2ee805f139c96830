package dev.replicate4j.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions to list. Immutable; each method returns a changed query.
 *
 * <pre>{@code
 * replicate.predictions().list(PredictionQuery.all().createdAfter(Instant.now().minus(1, ChronoUnit.HOURS)));
 * }</pre>
 */
public final class PredictionQuery {

    private static final PredictionQuery ALL = new PredictionQuery(null, null, null);

    private final @Nullable Instant createdAfter;
    private final @Nullable Instant createdBefore;
    private final @Nullable Source source;

    private PredictionQuery(@Nullable Instant createdAfter, @Nullable Instant createdBefore, @Nullable Source source) {
        this.createdAfter = createdAfter;
        this.createdBefore = createdBefore;
        this.source = source;
    }

    /**
     * Lists all predictions of the account.
     *
     * @return a query without filters
     */
    public static PredictionQuery all() {
        return ALL;
    }

    /** Leaves out those created before a time. */
    public PredictionQuery createdAfter(Instant time) {
        return new PredictionQuery(time, createdBefore, source);
    }

    /** Leaves out those created at a time or later. */
    public PredictionQuery createdBefore(Instant time) {
        return new PredictionQuery(createdAfter, time, source);
    }

    /**
     * Leaves out those created elsewhere.
     *
     * @param source {@link Source#WEB} is the only one that the API takes; it then lists the last 14 days
     */
    public PredictionQuery source(Source source) {
        return new PredictionQuery(createdAfter, createdBefore, source);
    }

    String toQueryString() {
        return new Query()
                .add("created_after", createdAfter)
                .add("created_before", createdBefore)
                .add("source", source)
                .toString();
    }
}
