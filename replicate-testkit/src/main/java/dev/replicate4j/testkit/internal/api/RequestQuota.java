package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.time.Instant;

/** Counts requests against Replicate's limits, if told to, and says in every reply how many are left. */
public final class RequestQuota {

    private static final int READS_OF_PREDICTIONS = 60_000;

    private final boolean enforced;
    private final Bucket creates;
    private final Bucket others;
    private final Bucket reads;

    /**
     * Makes limits.
     *
     * @param enforced whether a request too many is refused
     * @param createsPerMinute how many predictions may be created in a minute
     * @param othersPerMinute how many other requests may be sent in a minute
     */
    public RequestQuota(ServerClock timeline, boolean enforced, int createsPerMinute, int othersPerMinute) {
        this.enforced = enforced;
        this.creates = new Bucket(timeline, createsPerMinute);
        this.others = new Bucket(timeline, othersPerMinute);
        this.reads = new Bucket(timeline, READS_OF_PREDICTIONS);
    }

    /** Counts a request and returns how many of its kind are left; throws if it is one too many. */
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

    /** Fills up evenly, and lets pass what is in it. */
    private static final class Bucket {

        private final ServerClock timeline;
        private final int perMinute;
        private double content;
        private Instant filledAt;

        Bucket(ServerClock timeline, int perMinute) {
            this.timeline = timeline;
            this.perMinute = perMinute;
            this.content = perMinute;
            this.filledAt = timeline.now();
        }

        synchronized int take() {
            Instant now = timeline.now();
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
