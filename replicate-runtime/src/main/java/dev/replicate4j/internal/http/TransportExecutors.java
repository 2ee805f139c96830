package dev.replicate4j.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of a transport, made when first needed, and the system's time. */
final class TransportExecutors implements Scheduler, AutoCloseable {

    /** Enough to keep the HTTP client busy, few enough for thousands of runs; more would only wait for the processors. */
    private static final int MAX_THREADS =
            Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

    private static final long IDLE_SECONDS = 30;

    private final @Nullable Executor own;
    private @Nullable Executor executor;
    private @Nullable ScheduledThreadPoolExecutor timer;

    TransportExecutors(@Nullable Executor own) {
        this.own = own;
    }

    /** Returns where the HTTP client runs. */
    synchronized Executor executor() {
        if (executor == null) {
            executor = own == null ? pool() : own;
        }
        return executor;
    }

    /** Returns where users' callbacks run: they may block. */
    Executor callbacks() {
        return own == null ? new CompletableFuture<>().defaultExecutor() : own;
    }

    synchronized ScheduledExecutorService timer() {
        if (timer == null) {
            timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "replicate4j-timer"));
            timer.setRemoveOnCancelPolicy(true);
            timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            timer.allowCoreThreadTimeOut(true);
        }
        return timer;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public Future<?> schedule(Runnable task, Duration delay) {
        return timer().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends the timer. The pool stays: the HTTP client still needs it to end its exchanges, and idle threads end themselves. */
    @Override
    public synchronized void close() {
        timer().shutdownNow();
    }

    private static Executor pool() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_THREADS,
                MAX_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon(task, "replicate4j-" + count.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
