package dev.replicate4j.jobs;

import org.jspecify.annotations.Nullable;

/** A call was not begun, and nothing was paid: the job has stopped. Open it again to go on. */
public final class NotBegunException extends JobException {

    private static final long serialVersionUID = 1L;

    NotBegunException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
