package dev.replicate4j.jobs;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which failed calls a job makes again, and how often: at once, and when it is opened again. Immutable.
 *
 * @param kinds the failures that are worth another attempt
 * @param attempts how often a key is called in all, 1 or more
 */
public record FailedRunPolicy(Set<FailureKind> kinds, int attempts) {

    /**
     * Makes a policy.
     *
     * @throws IllegalArgumentException if there is less than one attempt
     */
    public FailedRunPolicy {
        kinds = Set.copyOf(kinds);
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more, but is " + attempts + ".");
        }
    }

    /**
     * Returns the default: 3 attempts in all where nothing was billed before, or a machine of Replicate has failed. A run that
     * failed by its input stays failed.
     *
     * @return the policy
     */
    public static FailedRunPolicy standard() {
        return new FailedRunPolicy(EnumSet.of(FailureKind.UNSENT, FailureKind.NOT_BILLED, FailureKind.TRANSIENT), 3);
    }

    /**
     * Returns the policy that makes no failed call again.
     *
     * @return the policy
     */
    public static FailedRunPolicy never() {
        return new FailedRunPolicy(Set.of(), 1);
    }

    /**
     * Returns the policy that makes every failed call again, also those that may fail and be billed once more.
     *
     * @param attempts how often a key is called in all, 1 or more
     * @return the policy
     */
    public static FailedRunPolicy always(int attempts) {
        return new FailedRunPolicy(EnumSet.allOf(FailureKind.class), attempts);
    }

    boolean permits(FailureKind kind, int madeAttempts) {
        return kinds.contains(kind) && madeAttempts < attempts;
    }
}
