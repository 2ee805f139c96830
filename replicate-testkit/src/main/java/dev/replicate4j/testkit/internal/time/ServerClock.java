package dev.replicate4j.testkit.internal.time;

import java.time.Duration;
import java.time.Instant;

/** The one clock of a server: tells the time and runs tasks later. */
public interface ServerClock extends AutoCloseable {

    /** {@return the current time, in milliseconds' precision} */
    Instant now();

    /**
     * Runs a task once the delay has passed. Tasks must be short: they share one thread.
     *
     * @return cancels the task if it has not begun
     */
    Timer after(Duration delay, Runnable task);

    /** Cancels all tasks that have not begun. */
    @Override
    void close();

    /** A scheduled task. */
    @FunctionalInterface
    interface Timer {

        /** Cancels the task; does nothing if it has begun. */
        void cancel();
    }
}
