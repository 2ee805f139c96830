package dev.replicate4j.jobs;

/**
 * What a job does about a call of which nobody can tell whether it was paid: its create was on its way when the job ended or
 * the connection broke, and Replicate's list shows none or several predictions that may be it.
 */
public enum UnknownRunPolicy {

    /** The call fails with an {@link UnknownRunException}, which names the predictions that may be it. The default. */
    FAIL,

    /** The call is left out: its outcome has the state {@link JobState#SKIPPED}. */
    SKIP,

    /** The call is made again, and may be paid twice. */
    PAY_AGAIN
}
