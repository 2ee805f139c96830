package dev.replicate4j.spark.internal.limits;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task tells the driver, a few times a second: what it wishes to begin, and what has happened.
 *
 * @param run which run of a Dataset it is about
 * @param bucket of rows
 * @param opening tells this attempt from others at the same bucket
 * @param number counts the exchanges of the attempt: one that comes twice is answered as before
 * @param begins how many runs more wait to be begun
 * @param resends how many creates more wait to be sent again
 * @param events what has happened to runs, in their order
 * @param done how many rows more have succeeded
 * @param failed how many rows more have failed
 */
public record LimitExchange(
        String run,
        int bucket,
        String opening,
        long number,
        int begins,
        int resends,
        List<Event> events,
        long done,
        long failed)
        implements Serializable {

    /** What has happened. */
    public enum Kind {
        /** A run of an earlier attempt goes on. */
        RESUMED,
        /** A run was not paid. */
        RELEASED,
        /** A run has ended. */
        ENDED,
        /** A run had ended in an earlier attempt. */
        ENDED_BEFORE,
        /** A create was accepted. */
        ACCEPTED,
        /** A create was refused as too many. */
        REFUSED,
        /** No create is left for a while. */
        PAUSE,
        /** Nothing more can be begun by anybody. */
        STOPPED
    }

    /**
     * One event.
     *
     * @param metrics of the run, as JSON; empty where there is none
     * @param millis how long to wait, where that is said
     * @param reason why all is stopped
     */
    public record Event(Kind kind, Map<String, @Nullable Object> metrics, long millis, String reason)
            implements Serializable {}

    /**
     * What the driver answers.
     *
     * @param begun how many runs more may be begun
     * @param resent how many creates more may be sent again
     * @param stopReason why nothing more may be begun; null while the run goes on
     */
    public record Answer(int begun, int resent, @Nullable String stopReason) implements Serializable {}

    /** Takes an exchange to the driver. */
    @FunctionalInterface
    public interface Channel {

        /** {@return the answer; fails with what the way to the driver fails with} */
        Answer send(LimitExchange exchange) throws Exception;
    }
}
