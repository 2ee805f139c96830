package dev.replicate4j.internal.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds requests back from endpoints that have said that they get too many. When the pause is over, those who waited do not
 * rush in together, to be refused together: one goes first, then two, then four, until all is as before.
 */
final class RateLimiter {

    /** So many may be under way at a time when a limit is forgotten. */
    private static final int WIDE_OPEN = 64;

    /** When to ask again while as many are under way as may. */
    private static final Duration FULL = Duration.ofSeconds(1);

    private static final Permit OPEN = new Permit(Duration.ZERO, null);

    private final Scheduler scheduler;
    private final Map<String, Limit> limits = new ConcurrentHashMap<>();

    RateLimiter(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * What a request gets that wants to go through.
     *
     * @param pause zero if it may go; else when to ask again
     * @param limit what it counts towards; null where the endpoint has no limit
     */
    record Permit(Duration pause, @Nullable Limit limit) {}

    /** What is known of an endpoint that has refused something; guarded by itself. */
    static final class Limit {
        private long openAt;
        private int window;
        private int underWay;

        private Limit(long openAt, int window) {
            this.openAt = openAt;
            this.window = window;
        }
    }

    /** Asks whether a request may be sent now. One that may must come {@link #back}. */
    Permit enter(String operation) {
        Limit limit = limits.get(operation);
        if (limit == null) {
            return OPEN;
        }
        synchronized (limit) {
            long nanos = limit.openAt - scheduler.nanoTime();
            if (nanos > 0) {
                return new Permit(Duration.ofNanos(nanos), null);
            }
            if (limit.underWay >= limit.window) {
                return new Permit(FULL, null);
            }
            limit.underWay++;
            return new Permit(Duration.ZERO, limit);
        }
    }

    /**
     * Takes a request back that was let through.
     *
     * @param answered whether the endpoint has taken it, so that more may follow
     */
    void back(String operation, Permit pass, boolean answered) {
        Limit limit = pass.limit();
        if (limit == null) {
            return;
        }
        synchronized (limit) {
            limit.underWay--;
            if (answered) {
                limit.window = Math.min(2 * limit.window, 2 * WIDE_OPEN);
            }
            if (limit.window > WIDE_OPEN && limit.openAt - scheduler.nanoTime() <= 0) {
                limits.remove(operation, limit);
            }
        }
    }

    /** Closes the gate of an endpoint that has refused a request; a longer pause that is under way stays. */
    void refuse(String operation, Duration pause) {
        close(operation, pause, 1);
    }

    /** Closes the gate of an endpoint that will take no more until its limit is reset. */
    void exhaust(String operation, Duration pause) {
        close(operation, pause, WIDE_OPEN);
    }

    private void close(String operation, Duration pause, int window) {
        long openAt = scheduler.nanoTime() + pause.toNanos();
        Limit limit = limits.computeIfAbsent(operation, name -> new Limit(openAt, window));
        synchronized (limit) {
            limit.window = Math.min(limit.window, window);
            limit.openAt = limit.openAt - openAt > 0 ? limit.openAt : openAt;
        }
    }
}
