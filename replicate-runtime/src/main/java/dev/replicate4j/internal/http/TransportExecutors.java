package dev.replicate4j.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
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
    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor timer;

    TransportExecutors(@Nullable Executor own) {
        this.own = own;
        this.pool = new ThreadPoolExecutor(
                MAX_THREADS,
                MAX_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                daemons("replicate4j-"));
        this.pool.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, daemons("replicate4j-timer-"));
        this.timer.setRemoveOnCancelPolicy(true);
        this.timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        this.timer.allowCoreThreadTimeOut(true);
    }

    /** Returns where the HTTP client runs: threads that must not be blocked. */
    Executor executor() {
        return own == null ? pool : own;
    }

    /** Returns where users' callbacks run: they may block. */
    Executor callbacks() {
        return own == null ? new CompletableFuture<>().defaultExecutor() : own;
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
        try {
            return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw ExceptionMapper.closed();
        }
    }

    /**
     * Ends the timer now, and the other threads as soon as they are idle. The pool still takes tasks, for which it starts
     * threads that end with them: the HTTP client needs them to end its exchanges.
     */
    @Override
    public void close() {
        timer.shutdownNow();
        pool.setKeepAliveTime(1, TimeUnit.NANOSECONDS);
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
