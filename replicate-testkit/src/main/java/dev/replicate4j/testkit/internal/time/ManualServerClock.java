package dev.replicate4j.testkit.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A clock that is advanced by a test; tasks run on the thread that advances it. */
public final class ManualServerClock implements ServerClock {

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
    private Instant now;
    private long count;

    /** Creates a clock that shows the given time. */
    public ManualServerClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable task) {
        Entry entry = new Entry(now.plus(delay), count++, task);
        entries.add(entry);
        notifyAll();
        return () -> remove(entry);
    }

    /** Advances the time. Every task that falls due runs at its own time, in order, newly scheduled ones included. */
    public void advance(Duration duration) {
        Instant until = now().plus(duration);
        for (Entry due = next(until); due != null; due = next(until)) {
            due.task().run();
        }
    }

    /** {@return how many tasks wait for their time} */
    public synchronized int waiting() {
        return entries.size();
    }

    /** Blocks until so many tasks are scheduled, in real time; returns whether they are. */
    public synchronized boolean awaitWaiting(int tasks, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (entries.size() < tasks) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    @Override
    public synchronized void close() {
        entries.clear();
    }

    private synchronized @Nullable Entry next(Instant until) {
        Entry first = entries.peek();
        if (first == null || first.due().isAfter(until)) {
            now = now.isAfter(until) ? now : until;
            return null;
        }
        now = first.due();
        return entries.poll();
    }

    private synchronized void remove(Entry entry) {
        entries.remove(entry);
    }

    private record Entry(Instant due, long order, Runnable task) {}
}
