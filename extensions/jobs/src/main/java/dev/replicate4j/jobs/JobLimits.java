package dev.replicate4j.jobs;

import dev.replicate4j.api.Metrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Says when a job may send creates: a rate and a budget. {@link SharedLimits} lets jobs of one process share them; another
 * implementation may ask another process. Thread-safe; no method blocks.
 */
public interface JobLimits {

    /**
     * Asks to begin a run, which then counts as running until {@link #released} or {@link #ended}.
     *
     * @return completes when its create may be sent, in the order of the calls; fails with a {@link LimitReachedException},
     *     which stops the job
     */
    CompletableFuture<@Nullable Void> begin();

    /**
     * Asks to send a create again that was refused, for a run that counts already.
     *
     * @return completes when it may be sent
     */
    CompletableFuture<@Nullable Void> resend();

    /**
     * Returns how many wait for a permit.
     *
     * @return how many calls of {@link #begin} and {@link #resend} of this job have not completed
     */
    int waiting();

    /** A run of an earlier opening, which may have been paid, goes on. */
    void resumed();

    /** A run that counted as running was surely not paid. */
    void released();

    /**
     * A run has ended.
     *
     * @param metrics what it has used
     */
    void ended(Metrics metrics);

    /**
     * A run of an earlier opening had ended.
     *
     * @param metrics what it has used
     */
    void endedBefore(Metrics metrics);

    /** A create was accepted. */
    void accepted();

    /**
     * A create was refused with status 429.
     *
     * @param retryAfter when the API wants to see the next one
     */
    void refused(Duration retryAfter);

    /**
     * No create is left for a while.
     *
     * @param time how long
     */
    void pause(Duration time);

    /**
     * The job begins nothing more: what waits fails, and so does every later wish.
     *
     * @param reason what it fails with
     */
    void stop(RuntimeException reason);
}
