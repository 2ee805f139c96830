package dev.replicate4j.jobs;

import java.io.PrintStream;
import java.time.Duration;

/** Prints a line from time to time. */
final class ProgressLines implements ProgressDisplay {

    private final PrintStream out;
    private final Duration interval;
    private long last;
    private boolean begun;

    ProgressLines(PrintStream out, Duration interval) {
        this.out = out;
        this.interval = interval;
    }

    @Override
    public void show(JobProgress progress) {
        long now = System.nanoTime();
        if (!begun || now - last >= interval.toNanos()) {
            begun = true;
            last = now;
            out.println(ProgressText.line(progress));
        }
    }

    @Override
    public void end(JobProgress progress) {
        out.println(ProgressText.line(progress));
    }
}
