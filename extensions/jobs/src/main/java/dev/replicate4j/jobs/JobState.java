package dev.replicate4j.jobs;

/** What has become of a call of a job. */
public enum JobState {

    /** It has succeeded, and its files are kept. */
    DONE,

    /** It has failed: the run did, or Replicate has refused it. */
    FAILED,

    /** It was paid, but its files were gone before they could be kept. */
    LOST,

    /** Nobody can tell whether it was paid, see {@link UnknownRunPolicy}. */
    UNKNOWN,

    /** It was left out by {@link UnknownRunPolicy#SKIP}. */
    SKIPPED,

    /** It was paid and has not ended for this job, which was closed or could not go on. Open the job again. */
    PENDING,

    /** It was not begun: the budget or the credit was used up, or the job closed. Nothing was paid. */
    NOT_BEGUN
}
