package dev.replicate4j;

import dev.replicate4j.internal.http.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Time that stands still until a test moves it on. */
final class ManualScheduler implements Scheduler {

    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

    private final List<Task> tasks = new ArrayList<>();
    private final List<Task> timeouts = new ArrayList<>();
    private long nanos;

    private record Task(long at, FutureTask<?> work) {}

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public Instant now() {
        return BEGIN.plusNanos(nanoTime());
    }

    @Override
    public double random() {
        return 0.5;
    }

    @Override
    public synchronized Future<?> schedule(Runnable task, Duration delay) {
        FutureTask<?> work = new FutureTask<>(task, null);
        tasks.add(new Task(nanos + Math.max(0, delay.toNanos()), work));
        notifyAll();
        return work;
    }

    @Override
    public synchronized Future<?> scheduleTimeout(Runnable task, Duration delay) {
        FutureTask<?> work = new FutureTask<>(task, null);
        timeouts.add(new Task(nanos + Math.max(0, delay.toNanos()), work));
        return work;
    }

    /** Moves the time on, and lets the exchanges time out that should have ended by then. */
    void expire(Duration duration) {
        List<Task> due;
        synchronized (this) {
            nanos += duration.toNanos();
            due = timeouts.stream().filter(task -> task.at() <= nanos).toList();
            timeouts.removeAll(due);
        }
        due.forEach(task -> task.work().run());
    }

    /** Waits until something is scheduled, moves the time to then, and does it. */
    void next() {
        Task task;
        synchronized (this) {
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (tasks.stream().allMatch(t -> t.work().isCancelled())) {
                await(limit);
            }
            tasks.removeIf(t -> t.work().isCancelled());
            task = tasks.stream().min(Comparator.comparingLong(Task::at)).orElseThrow();
            tasks.remove(task);
            nanos = Math.max(nanos, task.at());
        }
        task.work().run();
    }

    /** Moves the time on, and does what is due by then. */
    void jump(Duration duration) {
        long target;
        synchronized (this) {
            target = nanos + duration.toNanos();
        }
        while (true) {
            synchronized (this) {
                tasks.removeIf(t -> t.work().isCancelled());
                if (tasks.stream().noneMatch(t -> t.at() <= target)) {
                    nanos = Math.max(nanos, target);
                    return;
                }
            }
            next();
        }
    }

    private void await(long limit) {
        try {
            long left = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("Nothing was scheduled for 20 s of real time.");
            }
            wait(left);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Moves the time on, task by task, until the future is done. */
    void runUntil(CompletableFuture<?> future) {
        future.whenComplete((value, failure) -> schedule(() -> {}, Duration.ZERO));
        while (!future.isDone()) {
            next();
        }
    }

    /** Returns the time since the beginning. */
    Duration elapsed() {
        return Duration.ofNanos(nanoTime());
    }
}
