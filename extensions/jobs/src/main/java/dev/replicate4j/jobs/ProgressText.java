package dev.replicate4j.jobs;

import java.time.Duration;
import java.util.Locale;

/** Says in words how far a job has come. */
final class ProgressText {

    private ProgressText() {}

    static String line(JobProgress progress) {
        long ended = progress.done() + progress.failed();
        String of = progress.total().isPresent() ? " of " + progress.total().getAsLong() : "";
        return "job: " + ended + of + " ended, " + details(progress);
    }

    static String details(JobProgress progress) {
        StringBuilder text = new StringBuilder();
        text.append(progress.failed())
                .append(" failed, ")
                .append(progress.running())
                .append(" running, ");
        text.append(String.format(Locale.ROOT, "%.0f a minute", progress.perMinute()));
        if (!progress.predictTime().isZero()) {
            text.append(", ").append(duration(progress.predictTime())).append(" predict time");
        }
        progress.remaining()
                .ifPresent(left -> text.append(", ").append(duration(left)).append(" left"));
        progress.stopReason().ifPresent(reason -> text.append("; stopped: ").append(reason));
        return text.toString();
    }

    static String duration(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
