package dev.replicate4j.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;

/** The time that a client goes by: tests have one that never sleeps. */
public interface Scheduler {

    /** A clock that only runs forward, in nanoseconds. */
    long nanoTime();

    /** The date, to read an HTTP date with. */
    Instant now();

    /** A number from 0 (included) to 1 (excluded). */
    double random();

    /** Runs a short task after a while, on a thread that must not be held up. */
    Future<?> schedule(Runnable task, Duration delay);

    /**
     * Bounds an exchange with a server. Apart from {@link #schedule}, as a scheduler whose time does not go by by itself cannot
     * know how long the server takes.
     */
    default Future<?> scheduleTimeout(Runnable task, Duration delay) {
        return schedule(task, delay);
    }
}
