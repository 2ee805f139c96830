package dev.replicate4j.jobs.internal.report;

import dev.replicate4j.jobs.internal.journal.JournalEntry;
import dev.replicate4j.jobs.internal.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from a journal what has become of each key, in the order in which they were begun. */
final class ReportRows {

    private static final Set<String> LARGE = Set.of("input", "output", "files", "prediction");

    private final Map<String, ReportRow> rows = new LinkedHashMap<>();

    private ReportRows() {}

    static List<ReportRow> read(Path journal) throws IOException {
        ReportRows rows = new ReportRows();
        JournalReader.read(journal, LARGE, rows::take);
        return new ArrayList<>(rows.rows.values());
    }

    private void take(long offset, JournalEntry entry) {
        if (entry instanceof JournalEntry.Intent || entry instanceof JournalEntry.Shared) {
            rows.put(entry.key(), new ReportRow(entry.key(), offset, entry.at()));
        }
        ReportRow row = rows.get(entry.key());
        if (row == null) {
            return;
        }
        row.newest = offset;
        if (entry instanceof JournalEntry.Forgotten || entry instanceof JournalEntry.Withdrawn) {
            rows.remove(entry.key());
        } else if (entry instanceof JournalEntry.Shared shared) {
            row.state = "SHARED";
            row.original = shared.original();
        } else if (entry instanceof JournalEntry.Started) {
            row.started = entry.at();
        } else if (entry instanceof JournalEntry.Done done) {
            end(row, "DONE", done.at(), done.metrics());
        } else if (entry instanceof JournalEntry.Failed failed) {
            end(row, "FAILED", failed.at(), failed.metrics());
        } else if (entry instanceof JournalEntry.Lost) {
            end(row, "LOST", entry.at(), Map.of());
        }
    }

    private static void end(ReportRow row, String state, Instant at, Map<String, @Nullable Object> metrics) {
        row.state = state;
        row.ended = at;
        Instant from = row.started == null ? row.begun : row.started;
        row.seconds = Math.max(0, Duration.between(from, at).toMillis() / 1000.0);
        if (metrics.get("predict_time") instanceof Number time) {
            row.predictSeconds = time.doubleValue();
            row.seconds = time.doubleValue();
        }
    }
}
