package dev.replicate4j.api;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a prediction or training has come. An open set: a value that this version does not know is kept as it is, and
 * is not terminal.
 *
 * @param value the word that the API uses
 */
public record Status(String value) implements Serializable {

    /** Waits for a machine, or for the model to be loaded. */
    public static final Status STARTING = new Status("starting");

    /** The model runs. */
    public static final Status PROCESSING = new Status("processing");

    /** Ended well. */
    public static final Status SUCCEEDED = new Status("succeeded");

    /** Ended with an error. */
    public static final Status FAILED = new Status("failed");

    /** Ended by the user, or by its deadline while it ran, which is billed. */
    public static final Status CANCELED = new Status("canceled");

    /** Ended before it ran, for example by its deadline in the queue, which is not billed. */
    public static final Status ABORTED = new Status("aborted");

    private static final Set<Status> TERMINAL = Set.of(SUCCEEDED, FAILED, CANCELED, ABORTED);

    /** {@return whether this is {@link #SUCCEEDED}, {@link #FAILED}, {@link #CANCELED} or {@link #ABORTED}} */
    public boolean isTerminal() {
        return TERMINAL.contains(this);
    }

    /** Written out like {@link #hashCode}: for the first call of a record's own, a JVM spends 12 ms on method handles. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Status status && value.equals(status.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Returns the word that the API uses. */
    @Override
    public String toString() {
        return value;
    }
}
