package dev.replicate4j.internal.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of requests to endpoints that have said that they get too many; how many are under way at a time does
 * not matter. After the pause that an endpoint asks for, requests go one by one in the order in which they came, at an
 * interval that shrinks with each until the limit is forgotten. Each further refusal doubles the interval to begin with.
 */
final class RateLimiter {

    private static final long FIRST_INTERVAL = Duration.ofMillis(25).toNanos();
    private static final long LONGEST_INTERVAL = Duration.ofSeconds(5).toNanos();

    /** At a shorter interval there is no limit any more: a hundred requests after a pause take a quarter of a second. */
    private static final long SHORTEST_INTERVAL = Duration.ofMillis(1).toNanos();

    private static final double RECOVERY = 0.9;

    private final Scheduler scheduler;
    private final Map<String, Limit> limits = new ConcurrentHashMap<>();

    RateLimiter(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Asks whether a request may be sent now.
     *
     * @param turn sends the request later, on a thread that must not be blocked
     * @return null if it may; else the wait for its turn, which can be cancelled
     */
    @Nullable Future<?> enter(String operation, Runnable turn) {
        Limit limit = limits.get(operation);
        return limit == null ? null : limit.enter(turn);
    }

    /**
     * Pauses an endpoint; a longer pause that is under way stays.
     *
     * @param refused whether it has refused a request, rather than said that it would refuse the next
     */
    void pause(String operation, Duration pause, boolean refused) {
        limits.computeIfAbsent(operation, Limit::new).pause(pause, refused);
    }

    /** What is known of an endpoint that gets too many requests; guarded by itself. */
    private final class Limit {

        private final String operation;
        private final Deque<FutureTask<@Nullable Void>> waiting = new ArrayDeque<>();
        private long pausedUntil = scheduler.nanoTime();
        private long next = pausedUntil;
        private long restart = FIRST_INTERVAL / 2;
        private long interval;
        private boolean planned;

        Limit(String operation) {
            this.operation = operation;
        }

        void pause(Duration pause, boolean refused) {
            long now = scheduler.nanoTime();
            long end = now + pause.toNanos();
            synchronized (this) {
                if (refused && pausedUntil - now <= 0) {
                    restart = Math.min(2 * restart, LONGEST_INTERVAL);
                }
                pausedUntil = later(pausedUntil, end);
                next = later(next, pausedUntil);
                interval = restart;
            }
        }

        @Nullable Future<?> enter(Runnable turn) {
            FutureTask<@Nullable Void> waiter = new FutureTask<>(turn, null);
            synchronized (this) {
                if (waiting.isEmpty() && isOpen(scheduler.nanoTime())) {
                    admit();
                    return null;
                }
                waiting.add(waiter);
            }
            plan();
            return waiter;
        }

        /** Wakes who is first when its time has come; schedules nothing under the lock, as a task may run at once. */
        private void plan() {
            long delay;
            synchronized (this) {
                waiting.removeIf(Future::isCancelled);
                if (planned || waiting.isEmpty()) {
                    return;
                }
                planned = true;
                delay = Math.max(0, next - scheduler.nanoTime());
            }
            scheduler.schedule(this::wake, Duration.ofNanos(delay));
        }

        private void wake() {
            List<FutureTask<?>> admitted = new ArrayList<>();
            synchronized (this) {
                planned = false;
                waiting.removeIf(Future::isCancelled);
                while (!waiting.isEmpty() && isOpen(scheduler.nanoTime())) {
                    admitted.add(waiting.remove());
                    admit();
                }
            }
            admitted.forEach(FutureTask::run);
            plan();
        }

        private boolean isOpen(long now) {
            return next - now <= 0;
        }

        private void admit() {
            long now = scheduler.nanoTime();
            next = (now - next > interval ? now : next) + interval;
            interval = interval > SHORTEST_INTERVAL ? (long) (interval * RECOVERY) : 0;
            if (interval == 0 && waiting.isEmpty()) {
                limits.remove(operation, this);
            }
        }

        private static long later(long one, long other) {
            return one - other > 0 ? one : other;
        }
    }
}
