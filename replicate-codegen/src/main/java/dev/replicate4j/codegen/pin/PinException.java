package dev.replicate4j.codegen.pin;

import org.jspecify.annotations.Nullable;

/**
 * Raised when a pin can't be made or read. The message stands alone: it starts with a fixed tag in brackets, names the model or
 * file, says what was found and what to do.
 */
public final class PinException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PinException(String message) {
        super(message);
    }

    PinException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
