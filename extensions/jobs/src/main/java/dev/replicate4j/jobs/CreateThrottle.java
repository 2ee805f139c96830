package dev.replicate4j.jobs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives permits to create at the rate of the account: evenly, with a burst of a second's worth. Each 429 halves the rate, down
 * to that of an account without credit; each create that is accepted brings it back a little. Holds no thread; thread-safe.
 */
final class CreateThrottle {

    /** 6 creates a minute: what Replicate allows an account with little credit. */
    private static final long SLOWEST = Duration.ofSeconds(10).toNanos();

    private static final double RECOVERY = 0.97;

    private final ScheduledExecutorService timer;
    private final long fastest;
    private final Queue<CompletableFuture<@Nullable Void>> waiting = new ArrayDeque<>();
    private long interval;
    private long next = System.nanoTime();
    private boolean scheduled;

    CreateThrottle(ScheduledExecutorService timer, int perMinute) {
        this.timer = timer;
        this.fastest = Duration.ofMinutes(1).toNanos() / perMinute;
        this.interval = fastest;
    }

    /**
     * Waits for a permit, in the order of the calls.
     *
     * @param permit is completed when a create may be sent; one that nobody waits for any more uses none
     */
    void enqueue(CompletableFuture<@Nullable Void> permit) {
        synchronized (this) {
            waiting.add(permit);
        }
        grant();
    }

    /** A create was refused with 429. */
    synchronized void refused(Duration retryAfter) {
        interval = Math.min(Math.max(interval, Duration.ofMillis(50).toNanos()) * 2, SLOWEST);
        pause(retryAfter);
    }

    /** No create is sent for a while. */
    synchronized void pause(Duration time) {
        next = Math.max(next, System.nanoTime() + time.toNanos() + burst());
    }

    /** A create was accepted. */
    synchronized void accepted() {
        interval = Math.max(fastest, (long) (interval * RECOVERY));
    }

    private long burst() {
        return interval == fastest ? Math.min(Duration.ofSeconds(1).toNanos(), 100 * interval) : 0;
    }

    private void grant() {
        List<CompletableFuture<@Nullable Void>> granted = new ArrayList<>();
        synchronized (this) {
            long now = System.nanoTime();
            waiting.removeIf(CompletableFuture::isDone);
            while (!waiting.isEmpty() && next - burst() <= now) {
                granted.add(waiting.remove());
                next = Math.max(next, now) + interval;
            }
            if (!waiting.isEmpty() && !scheduled) {
                scheduled = true;
                timer.schedule(this::alarm, next - burst() - now, TimeUnit.NANOSECONDS);
            }
        }
        granted.forEach(permit -> permit.complete(null));
    }

    private void alarm() {
        synchronized (this) {
            scheduled = false;
        }
        grant();
    }
}
