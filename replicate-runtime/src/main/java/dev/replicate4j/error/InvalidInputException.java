package dev.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * An input of a model cannot be right: a value out of the range that the model's schema gives, a file that does not exist.
 * Thrown before any prediction is created, so it never costs anything. Wrong settings and references are an
 * {@link IllegalArgumentException}.
 */
public final class InvalidInputException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what is wrong with which input, what was found, what was expected, what to do
     */
    public InvalidInputException(String message) {
        super(message);
    }

    /**
     * Makes an exception with the one that led to it.
     *
     * @param message what is wrong with which input, what was found, what was expected, what to do
     * @param cause what led to it
     */
    public InvalidInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
