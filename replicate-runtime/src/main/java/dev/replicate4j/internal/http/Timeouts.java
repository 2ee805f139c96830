package dev.replicate4j.internal.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Timeouts, nearly all of which never fire: setting and cancelling one touches a map, and wakes no thread, as long as an
 * earlier one is waited for. A scheduled executor would wake its thread for each, which costs as much as a short request.
 */
final class Timeouts {

    private final Scheduler scheduler;
    private final Set<Timeout> timeouts = ConcurrentHashMap.newKeySet();
    private volatile boolean planned;
    private volatile long nextFiring;

    Timeouts(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs a short task after a while, unless it is cancelled before. */
    Timeout set(Runnable task, Duration delay) {
        Timeout timeout = new Timeout(task, scheduler.nanoTime() + delay.toNanos());
        timeouts.add(timeout);
        planFor(timeout.time);
        return timeout;
    }

    private void planFor(long time) {
        if (planned && nextFiring - time <= 0) {
            return;
        }
        synchronized (this) {
            if (!planned || nextFiring - time > 0) {
                planned = true;
                nextFiring = time;
                scheduler.scheduleTimeout(() -> fire(time), Duration.ofNanos(Math.max(0, time - scheduler.nanoTime())));
            }
        }
    }

    private void fire(long time) {
        synchronized (this) {
            if (!planned || nextFiring != time) {
                // An earlier look has taken its place. If both planned further ones, looks would multiply.
                return;
            }
            planned = false;
        }
        long now = scheduler.nanoTime();
        List<Timeout> due = new ArrayList<>();
        Timeout next = null;
        for (Timeout timeout : timeouts) {
            if (timeout.time - now <= 0) {
                due.add(timeout);
            } else if (next == null || timeout.time - next.time < 0) {
                next = timeout;
            }
        }
        if (next != null) {
            planFor(next.time);
        }
        for (Timeout timeout : due) {
            if (timeouts.remove(timeout)) {
                timeout.task.run();
            }
        }
    }

    /** A task that waits for its time. */
    final class Timeout {

        private final Runnable task;
        private final long time;

        private Timeout(Runnable task, long time) {
            this.task = task;
            this.time = time;
        }

        void cancel() {
            timeouts.remove(this);
        }
    }
}
