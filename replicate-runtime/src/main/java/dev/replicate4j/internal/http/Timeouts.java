package dev.replicate4j.internal.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Timeouts, nearly all of which never fire: setting and silencing one touches a map, and wakes no thread, as long as an
 * earlier one is waited for. A scheduled executor would wake its thread for each, which costs as much as a short request.
 */
final class Timeouts {

    private final Scheduler scheduler;
    private final Set<Timeout> timeouts = ConcurrentHashMap.newKeySet();
    private volatile boolean planned;
    private volatile long nextLook;

    Timeouts(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs a short task after a while, unless it is silenced before. */
    Timeout set(Runnable task, Duration delay) {
        Timeout alarm = new Timeout(task, scheduler.nanoTime() + delay.toNanos());
        timeouts.add(alarm);
        planFor(alarm.time);
        return alarm;
    }

    private void planFor(long time) {
        if (planned && nextLook - time <= 0) {
            return;
        }
        synchronized (this) {
            if (!planned || nextLook - time > 0) {
                planned = true;
                nextLook = time;
                scheduler.schedule(() -> look(time), Duration.ofNanos(Math.max(0, time - scheduler.nanoTime())));
            }
        }
    }

    private void look(long time) {
        synchronized (this) {
            if (!planned || nextLook != time) {
                // An earlier look has taken its place. If both planned further ones, looks would multiply.
                return;
            }
            planned = false;
        }
        long now = scheduler.nanoTime();
        List<Timeout> due = new ArrayList<>();
        Timeout next = null;
        for (Timeout alarm : timeouts) {
            if (alarm.time - now <= 0) {
                due.add(alarm);
            } else if (next == null || alarm.time - next.time < 0) {
                next = alarm;
            }
        }
        if (next != null) {
            planFor(next.time);
        }
        for (Timeout alarm : due) {
            if (timeouts.remove(alarm)) {
                alarm.task.run();
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

        void silence() {
            timeouts.remove(this);
        }
    }
}
