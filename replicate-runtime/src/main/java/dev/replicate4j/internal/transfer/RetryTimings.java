package dev.replicate4j.internal.transfer;

import java.time.Duration;

/**
 * The timeouts and pauses of a download.
 *
 * @param stall how long nothing may arrive before a connection counts as broken
 * @param pause before the attempt after one without progress; doubles with each such attempt in a row
 */
public record RetryTimings(Duration stall, Duration pause) {

    /** The default, for the internet. */
    public static final RetryTimings STANDARD = new RetryTimings(Duration.ofSeconds(30), Duration.ofMillis(200));

    /** The longest pause that a server may ask for. */
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    /**
     * Returns the pause after a number of attempts in a row without progress.
     *
     * @param asked the pause that the server asks for
     */
    Duration pauseAfter(int fruitless, Duration asked) {
        Duration own = pause.multipliedBy(1L << (fruitless - 1));
        Duration longer = own.compareTo(asked) > 0 ? own : asked;
        return longer.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : longer;
    }
}
