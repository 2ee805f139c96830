package dev.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * What every exception of this library is. Unchecked: a caller handles the kinds that matter to it.
 *
 * <p>No message, here or below, contains a token or the value of a secret input.
 */
public abstract class ReplicateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what is wrong with which thing, what was found, what was expected, what to do
     */
    protected ReplicateException(String message) {
        super(message);
    }

    /**
     * Makes an exception with the one that led to it.
     *
     * @param message what is wrong with which thing, what was found, what was expected, what to do
     * @param cause what led to it
     */
    protected ReplicateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
