package dev.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * The thread that waited for a call was interrupted. The call was given up, and the thread's interrupt flag is set again.
 */
public final class InterruptedCallException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what was interrupted, and what became of it
     * @param cause the interruption
     */
    public InterruptedCallException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
