package dev.replicate4j.testkit.internal.time;

import java.time.Duration;
import java.time.Instant;

/** Tells the time and runs tasks later. */
public interface ServerClock extends AutoCloseable {

    /** Returns the current time, in milliseconds' precision. */
    Instant now();

    /**
     * Runs a task once the delay has passed. Tasks must be short: they share one thread.
     *
     * @return takes the task back if it has not begun
     */
    Timer after(Duration delay, Runnable task);

    /** Forgets all tasks that have not begun. */
    @Override
    void close();

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Timer {

        /** Takes the task back; does nothing if it has begun. */
        void cancel();
    }
}
