package dev.replicate4j.testkit.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time that stands still until it is moved; tasks run on the thread that moves it. */
public final class ManualServerClock implements ServerClock {

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
    private Instant now;
    private long count;

    /** Starts at the given time. */
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
        return () -> remove(entry);
    }

    /** Moves time on. Every task that falls due runs at its own time, in order, those that it schedules included. */
    public void advance(Duration duration) {
        Instant until = now().plus(duration);
        for (Entry due = next(until); due != null; due = next(until)) {
            due.task().run();
        }
    }

    /** Returns how many tasks wait for their time. */
    public synchronized int waiting() {
        return entries.size();
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
