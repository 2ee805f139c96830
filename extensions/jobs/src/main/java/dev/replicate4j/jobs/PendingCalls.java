package dev.replicate4j.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tells those who wait for calls that the job is closed. */
final class PendingCalls {

    private PendingCalls() {}

    static void end(Path folder, List<CompletableFuture<KeyResult>> results) {
        for (CompletableFuture<KeyResult> result : results) {
            result.complete(KeyResult.of(
                    JobState.PENDING,
                    null,
                    new JobException("The job in " + folder + " was closed before this call had ended. Its run goes on;"
                            + " open the job again to have its output.")));
        }
    }
}
