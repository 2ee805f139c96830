package dev.replicate4j.jobs;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a job, however many runs are under way.
 *
 * @param timer waits
 * @param steps make the steps of calls
 * @param downloads download and keep files, and may be held up by them
 */
record JobThreads(ScheduledThreadPoolExecutor timer, ExecutorService steps, ExecutorService downloads)
        implements AutoCloseable {

    private static final int STEPS = 4;
    private static final int DOWNLOADS = 8;

    static ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("replicate-jobs-timer"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    static JobThreads start() {
        return new JobThreads(
                newTimer(),
                Executors.newFixedThreadPool(STEPS, daemons("replicate-jobs-step")),
                Executors.newFixedThreadPool(DOWNLOADS, daemons("replicate-jobs-download")));
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        steps.shutdownNow();
        downloads.shutdownNow();
    }
}
