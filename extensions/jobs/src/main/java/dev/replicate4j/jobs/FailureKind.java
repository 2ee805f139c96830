package dev.replicate4j.jobs;

/** Why a call of a job has failed, as far as it decides whether another attempt may help. */
public enum FailureKind {

    /** Replicate has refused the call: a wrong input, an unknown model. Nothing was paid. */
    REFUSED,

    /** No prediction could be created, as Replicate could not be reached. Nothing was paid. */
    UNSENT,

    /** The run ended before it began: aborted in the queue, or the model did not start. Nothing was paid. */
    NOT_BILLED,

    /** The run was interrupted by Replicate's own machines. What ran until then may be billed. */
    TRANSIENT,

    /** The run was canceled. */
    CANCELED,

    /** The model has failed, most likely by its input. */
    MODEL
}
