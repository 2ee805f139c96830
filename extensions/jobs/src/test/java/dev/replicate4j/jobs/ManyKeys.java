package dev.replicate4j.jobs;

import dev.replicate4j.Replicate;
import dev.replicate4j.jobs.internal.journal.Journal;
import dev.replicate4j.jobs.internal.journal.JournalEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the journal of a job of very many keys, or opens it: prints how long that took, in milliseconds. */
final class ManyKeys {

    private ManyKeys() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int count = Integer.parseInt(args[2]);
        if (args[1].equals("write")) {
            open(folder).close();
            write(folder, count);
            return;
        }
        long start = System.nanoTime();
        try (Job<Map<String, ?>, String> job = open(folder)) {
            System.out.println((System.nanoTime() - start) / 1_000_000);
            List<String> rows = KilledJob.rows(count);
            System.out.println(job.run(rows, row -> row, Models::prompt)
                    .filter(outcome -> outcome.get().startsWith("a poem"))
                    .count());
            job.report(folder.resolve("report.html"));
        }
    }

    private static Job<Map<String, ?>, String> open(Path folder) {
        // Nothing listens there: whoever sends a request fails.
        Replicate replicate = Replicate.builder()
                .apiToken("token")
                .baseUrl("http://127.0.0.1:1")
                .build();
        return Job.on(replicate.use(Models.POET)).store(folder).open();
    }

    private static void write(Path folder, int count) throws Exception {
        Path file = folder.resolve("journal.jsonl");
        long end = java.nio.file.Files.size(file);
        try (Journal journal = Journal.open(file, end, lines -> {}, (offset, line) -> {}, Runnable::run)) {
            for (String key : KilledJob.rows(count)) {
                DigestedInput input =
                        DigestedInput.of(Models.POET.toString(), Models.prompt(key), Set.of(), new byte[1]);
                String id = "id%024d".formatted(key.hashCode() & 0xffffffffL);
                Instant now = Instant.now();
                journal.append(new JournalEntry.Intent(key, now, "acme/poet", input.digest(), input.shown()));
                journal.append(new JournalEntry.Started(key, now, id, now));
                journal.append(new JournalEntry.Done(
                        key, now, id, "a poem of " + key, List.of(), Map.of("predict_time", 1.5)));
            }
        }
    }
}
