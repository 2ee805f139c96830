package dev.replicate4j.jobs;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows people how far a job has come. Called by one thread of the job, about twice a second, and once at the end. */
public interface ProgressDisplay {

    /**
     * Shows the progress.
     *
     * @param progress how far the job has come
     */
    void show(JobProgress progress);

    /**
     * Shows the progress for the last time.
     *
     * @param progress how far the job has come
     */
    default void end(JobProgress progress) {
        show(progress);
    }

    /**
     * Returns a bar on the terminal; a plain line every 10 seconds where there is no terminal.
     *
     * @return the display, for one job
     */
    static ProgressDisplay bar() {
        return !TerminalCheck.isTerminal()
                ? lines(System.err, Duration.ofSeconds(10))
                : new ProgressBarDisplay(() -> new ProgressBarBuilder()
                        .setTaskName("job")
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .hideEta()
                        .setInitialMax(-1)
                        .build());
    }

    /**
     * Returns a display that prints plain lines.
     *
     * @param out where to
     * @param interval how often at most
     * @return the display, for one job
     */
    static ProgressDisplay lines(PrintStream out, Duration interval) {
        return new ProgressLines(out, interval);
    }
}
