package dev.replicate4j.jobs;

import dev.replicate4j.api.Metrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts what happens in one opening of a job. Thread-safe. */
final class JobStatistics {

    private static final long WINDOW = Duration.ofMinutes(1).toNanos();

    /** The ends of the last minute: enough to tell a rate by. */
    private static final int MOST_ENDS = 10_000;

    private final long start = System.nanoTime();
    private final Deque<Long> ends = new ArrayDeque<>();
    private long total = -1;
    private long done;
    private long failed;
    private long running;
    private Duration predictTime = Duration.ZERO;

    synchronized void expect(long calls) {
        total = total < 0 ? calls : total + calls;
    }

    synchronized void begun() {
        running++;
    }

    /** A call has ended; one of an earlier opening tells nothing of the rate. */
    synchronized void ended(JobState state, Metrics metrics, boolean now) {
        running--;
        done += state == JobState.DONE ? 1 : 0;
        failed += state == JobState.DONE ? 0 : 1;
        if (now) {
            predictTime = predictTime.plus(metrics.predictTime().orElse(Duration.ZERO));
            ends.addLast(System.nanoTime());
            if (ends.size() > MOST_ENDS) {
                ends.removeFirst();
            }
        }
    }

    synchronized JobProgress progress(Optional<String> stopReason) {
        long time = System.nanoTime();
        while (!ends.isEmpty() && time - ends.getFirst() > WINDOW) {
            ends.removeFirst();
        }
        long since = ends.size() == MOST_ENDS ? time - ends.getFirst() : Math.min(WINDOW, time - start);
        double perMinute = since == 0 ? 0 : ends.size() * (double) WINDOW / since;
        long ended = done + failed;
        Optional<Duration> remaining = total < ended || perMinute == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) ((total - ended) / perMinute * 60_000)));
        return new JobProgress(
                total < 0 ? OptionalLong.empty() : OptionalLong.of(total),
                done,
                failed,
                running,
                perMinute,
                predictTime,
                remaining,
                stopReason);
    }
}
