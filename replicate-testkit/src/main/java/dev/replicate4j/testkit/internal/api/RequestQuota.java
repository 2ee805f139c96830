package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.time.Instant;

/** Counts requests against Replicate's rate limits, and refuses those beyond them if enforced. */
public final class RequestQuota {

    private static final int READS_OF_PREDICTIONS = 60_000;

    private final boolean enforced;
    private final Bucket creates;
    private final Bucket others;
    private final Bucket reads;

    /**
     * Creates a quota.
     *
     * @param enforced whether requests beyond the limits are refused
     * @param createsPerMinute how many predictions may be created in a minute
     * @param othersPerMinute how many other requests may be sent in a minute
     */
    public RequestQuota(ServerClock clock, boolean enforced, int createsPerMinute, int othersPerMinute) {
        this.enforced = enforced;
        this.creates = new Bucket(clock, createsPerMinute);
        this.others = new Bucket(clock, othersPerMinute);
        this.reads = new Bucket(clock, READS_OF_PREDICTIONS);
    }

    /** Counts a request and returns how many of its kind are left; throws if the limit is exceeded. */
    int take(ServerRequest request) {
        Bucket bucket = bucket(request);
        if (!enforced) {
            return bucket.perMinute - 1;
        }
        int left = bucket.take();
        if (left < 0) {
            throw ApiError.throttled(bucket.secondsToWait());
        }
        return left;
    }

    private Bucket bucket(ServerRequest request) {
        String path = request.path();
        if (path.endsWith("/predictions") && request.method().equals("POST")) {
            return creates;
        }
        boolean read = path.startsWith("/v1/predictions/") && request.method().equals("GET");
        return read ? reads : others;
    }

    /** A token bucket. */
    private static final class Bucket {

        private final ServerClock clock;
        private final int perMinute;
        private double content;
        private Instant filledAt;

        Bucket(ServerClock clock, int perMinute) {
            this.clock = clock;
            this.perMinute = perMinute;
            this.content = perMinute;
            this.filledAt = clock.now();
        }

        synchronized int take() {
            Instant now = clock.now();
            double minutes = Duration.between(filledAt, now).toMillis() / 60_000.0;
            content = Math.min(perMinute, content + minutes * perMinute);
            filledAt = now;
            if (content < 1) {
                return -1;
            }
            content--;
            return (int) content;
        }

        synchronized int secondsToWait() {
            return Math.max(1, (int) Math.ceil((1 - content) * 60 / perMinute));
        }
    }
}
