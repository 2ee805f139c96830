package dev.replicate4j.jobs.internal.journal;

import org.jspecify.annotations.Nullable;

/** What is on disk cannot be used; the message says why and what to do. */
public sealed class JournalException extends RuntimeException permits JournalInUseException {

    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
