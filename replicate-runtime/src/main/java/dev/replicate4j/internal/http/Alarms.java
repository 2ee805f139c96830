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
final class Alarms {

    private final Pacer pacer;
    private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();
    private volatile boolean planned;
    private volatile long nextLook;

    Alarms(Pacer pacer) {
        this.pacer = pacer;
    }

    /** Runs a short task after a while, unless it is silenced before. */
    Alarm set(Runnable task, Duration delay) {
        Alarm alarm = new Alarm(task, pacer.nanoTime() + delay.toNanos());
        alarms.add(alarm);
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
                pacer.schedule(() -> look(time), Duration.ofNanos(Math.max(0, time - pacer.nanoTime())));
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
        long now = pacer.nanoTime();
        List<Alarm> due = new ArrayList<>();
        Alarm next = null;
        for (Alarm alarm : alarms) {
            if (alarm.time - now <= 0) {
                due.add(alarm);
            } else if (next == null || alarm.time - next.time < 0) {
                next = alarm;
            }
        }
        if (next != null) {
            planFor(next.time);
        }
        for (Alarm alarm : due) {
            if (alarms.remove(alarm)) {
                alarm.task.run();
            }
        }
    }

    /** A task that waits for its time. */
    final class Alarm {

        private final Runnable task;
        private final long time;

        private Alarm(Runnable task, long time) {
            this.task = task;
            this.time = time;
        }

        void silence() {
            alarms.remove(this);
        }
    }
}
