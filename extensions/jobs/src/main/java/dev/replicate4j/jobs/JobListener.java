package dev.replicate4j.jobs;

/**
 * Is told of what happens in a job. The methods are called on the job's threads, must return quickly, and what they throw is
 * logged.
 */
public interface JobListener {

    /**
     * A prediction has been created, or found again.
     *
     * @param key the call's key
     * @param predictionId the prediction
     */
    default void started(String key, String predictionId) {}

    /**
     * A call has ended, in this opening or before it.
     *
     * @param outcome what has become of it
     */
    default void ended(JobOutcome<?> outcome) {}

    /**
     * Nothing more is begun.
     *
     * @param reason why: the budget or the credit is used up, the disk is full, the job is canceled
     */
    default void stopped(String reason) {}
}
