package dev.replicate4j.internal.transfer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides whether a transfer that broke off is worth another attempt, and after which pause. */
final class AttemptCounter {

    /** Attempts in a row that may bring no byte. */
    private static final int MAX_FRUITLESS = 4;

    /** Attempts in all: a server that breaks off each time after a few bytes is given up in the end. */
    private static final int MAX_ATTEMPTS = 60;

    private final RetryTimings timings;
    private int attempts;
    private int fruitless;
    private long before;

    AttemptCounter(RetryTimings timings) {
        this.timings = timings;
    }

    /** Counts an attempt that begins with so many bytes at hand. */
    void begin(long size) {
        attempts++;
        before = size;
    }

    /**
     * Returns the pause before the next attempt; null if there should be none.
     *
     * @param size how many bytes are at hand now
     * @param asked the pause that the server asks for
     */
    @Nullable Duration pause(long size, Duration asked) {
        fruitless = size > before ? 0 : fruitless + 1;
        if (fruitless >= MAX_FRUITLESS || attempts >= MAX_ATTEMPTS) {
            return null;
        }
        return fruitless == 0 ? Duration.ZERO : timings.pauseAfter(fruitless, asked);
    }

    /** Returns the number of attempts so far. */
    int attempts() {
        return attempts;
    }
}
