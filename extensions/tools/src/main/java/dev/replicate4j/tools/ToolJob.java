package dev.replicate4j.tools;

import dev.replicate4j.jobs.Budget;
import dev.replicate4j.jobs.Job;
import dev.replicate4j.jobs.JobInUseException;
import dev.replicate4j.jobs.JobListener;
import dev.replicate4j.jobs.JobOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The job that makes the calls of a session: each is recorded before it is sent, so a process that is killed and started again
 * pays for none twice, and keeps to the same budget.
 */
final class ToolJob implements AutoCloseable {

    /** Each process has a journal of its own; several clients may start a server each for the same folder. */
    private static final int MOST_PROCESSES = 50;

    private final List<ModelTool> tools;
    private final Path journals;
    private final Path files;
    private final Budget budget;
    private final JobListener listener;
    private @Nullable Job<Map<String, ?>, @Nullable Object> job;

    /**
     * Prepares a job; it is opened with the first call.
     *
     * @param journals the folder of journals
     * @param files the folder of files
     */
    ToolJob(List<ModelTool> tools, Path journals, Path files, Budget budget, JobListener listener) {
        this.tools = tools;
        this.journals = journals;
        this.files = files;
        this.budget = budget;
        this.listener = listener;
    }

    /** Makes a call, or returns what has become of it before. */
    synchronized CompletableFuture<JobOutcome<@Nullable Object>> call(
            ModelTool tool, String key, Map<String, Object> input, boolean idle) {
        Job<Map<String, ?>, @Nullable Object> open = job;
        if (open != null && idle && open.stopReason().isPresent()) {
            open.close(); // credit may have been bought since, or room been made on the disk
            open = null;
        }
        if (open == null) {
            open = open();
            job = open;
        }
        return open.with(tool.function()).callAsync(key, input);
    }

    private Job<Map<String, ?>, @Nullable Object> open() {
        JobInUseException inUse = null;
        for (int process = 1; process <= MOST_PROCESSES; process++) {
            try {
                return open(journals.resolve(String.valueOf(process)));
            } catch (JobInUseException e) {
                inUse = e;
            }
        }
        throw inUse == null ? new IllegalStateException("No journal was tried.") : inUse;
    }

    private Job<Map<String, ?>, @Nullable Object> open(Path journal) {
        try {
            Files.createDirectories(journal);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + journal + " cannot be made: " + e, e);
        }
        return Job.on(tools.get(0).function())
                .store(journal)
                .files(files)
                .budget(budget)
                .listener(listener)
                .acceptNewVersion()
                .acceptNewModels()
                .open();
    }

    /** Runs that go on are picked up by the next session in the same folder. */
    @Override
    public synchronized void close() {
        if (job != null) {
            job.close();
        }
    }
}
