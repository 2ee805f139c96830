package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.time.ManualServerClock;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The time of a server, moved by hand: tests of waiting need not wait.
 *
 * <pre>{@code
 * TestClock clock = TestClock.create();
 * ReplicateServer server = ReplicateServer.builder()
 *         .pins(Path.of("src/main/replicate"))
 *         .clock(clock)
 *         .queuedFor(Duration.ofMinutes(3))
 *         .start();
 * ... // create a prediction: it is "starting"
 * clock.advance(Duration.ofMinutes(3)); // now it has run
 * }</pre>
 *
 * <p>Everything that takes time in the server follows the clock: queues, runs, sync windows, deadlines, the silence of
 * streams, retries of webhooks, the expiry of files and data. The client's own time is its own: it goes on as ever.
 *
 * <p>A clock serves one server. Safe for use by several threads.
 */
public final class TestClock extends Clock {

    private final ManualServerClock timeline;

    private TestClock(Instant start) {
        this.timeline = new ManualServerClock(start);
    }

    /**
     * Makes a clock that stands at the present time.
     *
     * @return the clock
     */
    public static TestClock create() {
        return startingAt(Instant.now());
    }

    /**
     * Makes a clock that stands at a given time.
     *
     * @param start the time; what is finer than milliseconds is dropped
     * @return the clock
     */
    public static TestClock startingAt(Instant start) {
        return new TestClock(start.truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * Moves the time on. All that falls due in the meantime happens, each at its own time and in order, before this
     * returns. Only handlers of models may still be at work, for they have threads of their own.
     *
     * @param duration how far; not negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Time goes forward only, but " + duration + " is negative.");
        }
        timeline.advance(duration);
    }

    /**
     * Returns how many things wait for their time: with it a test can see that the server has begun to hold a request.
     *
     * @return the number of deadlines, windows, steps of runs and the like that lie ahead
     */
    public int waiting() {
        return timeline.waiting();
    }

    @Override
    public Instant instant() {
        return timeline.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Returns this clock: the server knows no zones. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    ServerClock timeline() {
        return timeline;
    }
}
