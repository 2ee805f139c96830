package dev.replicate4j.testkit.internal.json;

import org.jspecify.annotations.Nullable;

/** A text that should be JSON is not. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
