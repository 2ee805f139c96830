package dev.replicate4j.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the API sent has another shape than expected. The raw value is kept, so that the result of a paid run is not lost.
 */
public final class DecodeException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Serializable raw;

    /**
     * Makes an exception.
     *
     * @param message what could not be read, what was found, what was expected
     * @param raw what was received: JSON as plain Java values, or the text where it is not JSON
     */
    public DecodeException(String message, @Nullable Object raw) {
        this(message, raw, null);
    }

    /**
     * Makes an exception with the one that led to it.
     *
     * @param message what could not be read, what was found, what was expected
     * @param raw what was received: JSON as plain Java values, or the text where it is not JSON
     * @param cause what led to it
     */
    public DecodeException(String message, @Nullable Object raw, @Nullable Throwable cause) {
        super(message, cause);
        // JSON as plain Java values is serializable; anything else is kept as the text that it prints.
        this.raw = raw == null || raw instanceof Serializable ? (Serializable) raw : raw.toString();
    }

    /**
     * {@return what was received: a {@link java.util.Map}, {@link java.util.List}, {@link String}, {@link Long}, {@link
     * Double}, {@link Boolean} or null; the text itself where it is not JSON}
     */
    public @Nullable Object raw() {
        return raw;
    }
}
