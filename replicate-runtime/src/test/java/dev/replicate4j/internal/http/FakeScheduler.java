package dev.replicate4j.internal.http;

import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/** Time for tests: waits pass at once, and are remembered. Those of five minutes and more pass when a test says so. */
public final class FakeScheduler implements Scheduler {

    /** A timeout that only passes when a test says so. */
    public static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final List<Held> held = new CopyOnWriteArrayList<>();
    private volatile boolean holding;
    private volatile double random = 0.5;

    /** Makes a transport that goes by this time. */
    public Transport transport(String baseUrl, RetryPolicy policy) {
        return new Transport(config(baseUrl, policy, new HttpListener() {}), this);
    }

    /** Makes settings whose timeout only passes when a test says so. */
    static TransportConfig config(String baseUrl, RetryPolicy policy, HttpListener listener) {
        return new TransportConfig(
                ApiOrigin.parse(baseUrl),
                () -> "r8_secret",
                "test/1",
                Map.of("X-Own", "own"),
                LONG,
                Duration.ofSeconds(5),
                TransportConfig.DEFAULT_MAX_BODY_SIZE,
                policy,
                listener,
                null,
                null,
                null,
                uri -> true);
    }

    /** Returns the waits so far, except for those of five minutes and more. */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }

    /** Lets all waits from now on pass only with {@link #pass}. */
    public void hold() {
        holding = true;
    }

    /** Waits, in real time, until there have been a number of waits. */
    public void awaitWaits(int count) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (waits.size() < count) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("expected " + count + " waits, but there were " + waits);
            }
            Thread.onSpinWait();
        }
    }

    /** Lets ten minutes pass, and so everything that waits go on, timeouts too. */
    public void pass() {
        pass(LONG);
    }

    /** Lets some time pass, and what waits for it go on. */
    public void pass(Duration duration) {
        long now = nanos.addAndGet(duration.toNanos());
        List<Held> due = held.stream().filter(task -> task.due <= now).toList();
        held.removeAll(due);
        due.forEach(task -> task.run.run());
    }

    private record Held(long due, Runnable run) {}

    void random(double next) {
        random = next;
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos.get());
    }

    @Override
    public double random() {
        return random;
    }

    @Override
    public Future<?> schedule(Runnable task, Duration delay) {
        boolean isLong = delay.compareTo(Duration.ofMinutes(5)) >= 0;
        FutureTask<Void> run = new FutureTask<>(task, null);
        if (isLong || holding) {
            held.add(new Held(nanos.get() + delay.toNanos(), run));
        }
        if (!isLong) {
            waits.add(delay);
        }
        if (!isLong && !holding) {
            nanos.addAndGet(delay.toNanos());
            run.run();
        }
        return run;
    }
}
