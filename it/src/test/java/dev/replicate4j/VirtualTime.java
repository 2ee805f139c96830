package dev.replicate4j;

import dev.replicate4j.internal.http.Scheduler;
import dev.replicate4j.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A time that clients and servers share, and that goes by faster than the real one: as fast as the machine can, up to 20
 * times. In this package, as clients take no other time from anybody else.
 */
public final class VirtualTime implements Scheduler, AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(50);
    private static final long PAUSE_MICROS = 2_500;

    private final TestClock clock = TestClock.create();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "virtual-time"));
    private long nanos;
    private long count;

    private record Task(long at, long number, FutureTask<?> work) {}

    /** Starts the time. */
    public VirtualTime() {
        ticker.scheduleWithFixedDelay(this::tick, 0, PAUSE_MICROS, TimeUnit.MICROSECONDS);
    }

    /** {@return the time for servers} */
    public TestClock clock() {
        return clock;
    }

    /** {@return a builder of clients that live in this time} */
    public ReplicateBuilder client(String baseUrl) {
        return Replicate.builder()
                .environment(variable -> null)
                .apiToken("r8_test")
                .baseUrl(baseUrl)
                .scheduler(this);
    }

    /** Blocks until so much time has gone by. */
    public void pass(Duration duration) throws Exception {
        schedule(() -> {}, duration).get();
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public double random() {
        return 0.5;
    }

    @Override
    public synchronized Future<?> schedule(Runnable task, Duration delay) {
        FutureTask<?> work = new FutureTask<>(task, null);
        tasks.add(new Task(nanos + Math.max(0, delay.toNanos()), count++, work));
        return work;
    }

    /** Servers answer as fast as the machine can, whatever the time: no exchange times out. */
    @Override
    public Future<?> scheduleTimeout(Runnable task, Duration delay) {
        return new FutureTask<>(task, null);
    }

    private void tick() {
        clock.advance(STEP);
        synchronized (this) {
            nanos += STEP.toNanos();
        }
        for (FutureTask<?> work = due(); work != null; work = due()) {
            work.run();
        }
    }

    private synchronized FutureTask<?> due() {
        return tasks.isEmpty() || tasks.peek().at() > nanos
                ? null
                : tasks.poll().work();
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
