package dev.replicate4j.testkit.internal.run;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param queued how long a run is {@code starting}
 * @param running how long it is {@code processing}
 */
public record RunTiming(Duration queued, Duration running) {

    /** No time at all. */
    public static final RunTiming INSTANT = new RunTiming(Duration.ZERO, Duration.ZERO);
}
