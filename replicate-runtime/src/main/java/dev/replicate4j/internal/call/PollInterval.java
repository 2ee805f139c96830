package dev.replicate4j.internal.call;

import java.time.Duration;

/**
 * How long to wait before a run is looked at again.
 *
 * <p>The longer a run has been waited for, the less often it is looked at: the interval is a twentieth of the time waited,
 * so that a run's end is seen at most 5 % late, and never above 5 s. Where a client waits for many runs by polling, the
 * interval also grows with their number, to stay below the 60,000 readings of predictions a minute that Replicate's
 * {@code ratelimit-remaining} header shows for an account.
 */
final class PollInterval {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Somebody reads the pieces as they come: half a second is what a reader still takes for steady. */
    private static final Duration LONGEST_WHILE_READ = Duration.ofMillis(500);

    /** An open event stream tells of the end; polling only watches over the stream. */
    private static final Duration BESIDE_STREAM = Duration.ofSeconds(15);

    private static final Duration SHARE_OF_ONE = Duration.ofMillis(1);

    private PollInterval() {}

    /** What else is known of the run's end. */
    enum Watching {
        /** Nothing: only the output as a whole is waited for. */
        END,
        /** Nothing, but someone reads the pieces. */
        PIECES,
        /** An event stream is open. */
        STREAM
    }

    static Duration next(Duration waited, int runs, Watching watching) {
        if (watching == Watching.STREAM) {
            return BESIDE_STREAM;
        }
        Duration share = SHARE_OF_ONE.multipliedBy(runs);
        Duration interval = max(max(waited.dividedBy(20), share), SHORTEST);
        return min(interval, watching == Watching.PIECES ? LONGEST_WHILE_READ : LONGEST);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
