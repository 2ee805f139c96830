package dev.replicate4j.jobs;

import dev.replicate4j.error.ReplicateException;
import org.jspecify.annotations.Nullable;

/** A job cannot be opened or go on; the message says why and what to do. */
public class JobException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    JobException(String message) {
        super(message);
    }

    JobException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
