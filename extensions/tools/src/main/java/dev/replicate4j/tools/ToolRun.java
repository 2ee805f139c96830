package dev.replicate4j.tools;

import dev.replicate4j.jobs.JobOutcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A run of a session: what it is of, who waits for it, and what becomes of it. */
final class ToolRun {

    private final ModelTool tool;
    private final String key;
    private final CompletableFuture<JobOutcome<@Nullable Object>> outcome = new CompletableFuture<>();
    private final CompletableFuture<String> id = new CompletableFuture<>();
    private int waiting;
    private boolean canceled;

    ToolRun(ModelTool tool, String key) {
        this.tool = tool;
        this.key = key;
    }

    ModelTool tool() {
        return tool;
    }

    String key() {
        return key;
    }

    /** {@return what becomes of it} */
    CompletableFuture<JobOutcome<@Nullable Object>> outcome() {
        return outcome;
    }

    /** {@return the prediction's id, to come} */
    CompletableFuture<String> started() {
        return id;
    }

    Optional<String> id() {
        return Optional.ofNullable(id.isCompletedExceptionally() ? null : id.getNow(null));
    }

    synchronized void join() {
        waiting++;
    }

    synchronized void leave() {
        waiting--;
    }

    /** {@return whether the run is to be canceled, now that one who waited has given it up: nobody else waits} */
    synchronized boolean giveUp() {
        waiting--;
        if (waiting > 0 || outcome.isDone()) {
            return false;
        }
        canceled = true;
        return true;
    }

    synchronized boolean isCanceled() {
        return canceled;
    }
}
