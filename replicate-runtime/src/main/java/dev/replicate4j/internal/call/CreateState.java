package dev.replicate4j.internal.call;

import java.util.Set;

/**
 * Where a create is in its life. {@link PendingRun} moves it on, by these transitions only; what giving up means in each
 * state stands beside it. Nothing that was given up is ever sent.
 */
enum CreateState {
    /** Its files are being uploaded, or its model looked up. Given up: {@link #ENDED}. */
    PREPARING,
    /** It waits for the rate limiter, a retry or a connection; nothing has been sent. Given up: {@link #ENDED}. */
    WAITING,
    /** It has been sent, and the API may hold its answer back in the sync window. Given up: {@link #ABANDONED}. */
    ON_THE_WIRE,
    /** Its answer is lost, and its prediction is looked for. Given up: {@link #ABANDONED}. */
    RECONCILING,
    /**
     * Given up after it was sent: its prediction is cancelled as soon as its id is known. Where its answer was lost before,
     * what is found may be another process's, so it is not cancelled, and the log says so.
     */
    ABANDONED,
    /** Its prediction exists, and {@link TrackedPrediction} goes on with it. */
    CREATED,
    /** No prediction will come of it for its caller. */
    ENDED;

    private Set<CreateState> next() {
        return switch (this) {
            case PREPARING -> Set.of(WAITING, ENDED);
            case WAITING -> Set.of(ON_THE_WIRE, ENDED);
            case ON_THE_WIRE -> Set.of(WAITING, CREATED, RECONCILING, ABANDONED, ENDED);
            case RECONCILING -> Set.of(CREATED, WAITING, ABANDONED, ENDED);
            case ABANDONED -> Set.of(ENDED);
            case CREATED, ENDED -> Set.of();
        };
    }

    /** {@return the state after giving up} */
    CreateState givenUp() {
        return switch (this) {
            case PREPARING, WAITING -> ENDED;
            case ON_THE_WIRE, RECONCILING -> ABANDONED;
            case ABANDONED, CREATED, ENDED -> this;
        };
    }

    boolean mayBecome(CreateState state) {
        return next().contains(state);
    }
}
