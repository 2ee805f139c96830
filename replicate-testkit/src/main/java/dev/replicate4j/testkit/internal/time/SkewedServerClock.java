package dev.replicate4j.testkit.internal.time;

import java.time.Duration;
import java.time.Instant;

/** A clock that is ahead of another one, or behind it. */
public final class SkewedServerClock implements ServerClock {

    private final ServerClock clock;
    private volatile Duration skew = Duration.ZERO;

    /** Creates a clock that agrees with the given one. */
    public SkewedServerClock(ServerClock clock) {
        this.clock = clock;
    }

    /** Sets how far the clock is ahead; behind where negative. */
    public void skew(Duration changed) {
        skew = changed;
    }

    @Override
    public Instant now() {
        return clock.now().plus(skew);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return clock.after(delay, task);
    }

    @Override
    public void close() {
        clock.close();
    }
}
