package dev.replicate4j.jobs.internal.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the journal tells of a key, and what the totals need of it. */
final class ReportRow {

    final String key;
    final long intent;
    final Instant begun;
    String state = "RUNNING";
    long newest;

    @Nullable Instant started;

    @Nullable Instant ended;

    @Nullable String original;

    double seconds = -1;
    double predictSeconds;

    ReportRow(String key, long intent, Instant begun) {
        this.key = key;
        this.intent = intent;
        this.newest = intent;
        this.begun = begun;
    }
}
