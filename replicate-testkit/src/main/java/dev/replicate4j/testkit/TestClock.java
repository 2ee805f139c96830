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
 * The clock of a server, moved by the test: tests of waiting do not wait.
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
 * <p>Everything that takes time in the server follows the clock: queues, runs, sync windows, deadlines, the time limit of
 * silent streams, retries of webhooks, the expiry of files and data. The client has a clock of its own.
 *
 * <p>A clock belongs to one server. Safe for use by several threads.
 */
public final class TestClock extends Clock {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ManualServerClock serverClock;

    private TestClock(Instant start) {
        this.serverClock = new ManualServerClock(start);
    }

    /** {@return a new clock that shows the present time} */
    public static TestClock create() {
        return startingAt(Instant.now());
    }

    /**
     * Creates a clock that shows a given time.
     *
     * @param start the time; truncated to milliseconds
     * @return the clock
     */
    public static TestClock startingAt(Instant start) {
        return new TestClock(start.truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * Advances the time. All that falls due until then happens in order, each at its own time, before this method returns.
     * Only handlers of models may still run, on threads of their own.
     *
     * @param duration how far; not negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Time goes forward only, but " + duration + " is negative.");
        }
        serverClock.advance(duration);
    }

    /**
     * {@return how many tasks are scheduled: deadlines, sync windows, steps of runs and the like. With it a test can see that the
     * server holds a request}
     */
    public int waiting() {
        return serverClock.waiting();
    }

    /**
     * Blocks until so many tasks are scheduled, for 10 seconds of real time at most.
     *
     * @param tasks the number of tasks, or more
     * @throws AssertionError if time is up, or the thread is interrupted
     */
    public void awaitWaiting(int tasks) {
        boolean scheduled;
        try {
            scheduled = serverClock.awaitWaiting(tasks, TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            scheduled = false;
        }
        if (!scheduled) {
            throw new AssertionError(
                    "Expected " + tasks + " scheduled tasks in time, but there are " + waiting() + ".");
        }
    }

    @Override
    public Instant instant() {
        return serverClock.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** {@return this clock: the server has no time zone} */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    ServerClock serverClock() {
        return serverClock;
    }
}
