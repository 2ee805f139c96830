package dev.replicate4j.testkit.internal.time;

import java.time.Duration;
import java.time.Instant;

/** Another timeline, whose clock shows a time that is ahead or behind. */
public final class SkewedServerClock implements ServerClock {

    private final ServerClock timeline;
    private volatile Duration skew = Duration.ZERO;

    /** Makes a timeline that agrees with the given one. */
    public SkewedServerClock(ServerClock timeline) {
        this.timeline = timeline;
    }

    /** Sets how far the clock is ahead; behind where negative. */
    public void skew(Duration changed) {
        skew = changed;
    }

    @Override
    public Instant now() {
        return timeline.now().plus(skew);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return timeline.after(delay, task);
    }

    @Override
    public void close() {
        timeline.close();
    }
}
