package dev.replicate4j.internal.file;

import java.time.Duration;

/**
 * How long a download waits before it does something about it.
 *
 * @param stall how long nothing may come before a connection counts as broken
 * @param pause before the attempt after a fruitless one; doubles from one to the next
 */
public record RetryTimings(Duration stall, Duration pause) {

    /** What suits the internet. */
    static final RetryTimings STANDARD = new RetryTimings(Duration.ofSeconds(30), Duration.ofMillis(200));

    /** What a server may ask for at most. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * Returns the pause after so many attempts in a row that brought nothing.
     *
     * @param asked how long the server asks to wait
     */
    Duration pauseAfter(int fruitless, Duration asked) {
        Duration own = pause.multipliedBy(1L << (fruitless - 1));
        Duration longer = own.compareTo(asked) > 0 ? own : asked;
        return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    }
}
