package dev.replicate4j.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run did not end within the time that the caller allowed. A single request without an answer is a
 * {@link ConnectionException}.
 */
public final class CallTimeoutException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String predictionId;

    /**
     * Makes an exception.
     *
     * @param message what took too long, how long, whether it was cancelled and billed, what to do
     * @param predictionId the run; null where none is known to exist
     * @param cause what led to it
     */
    public CallTimeoutException(String message, @Nullable String predictionId, @Nullable Throwable cause) {
        super(message, cause);
        this.predictionId = predictionId;
    }

    /** {@return the id of the prediction or training; empty where none is known to exist} */
    public Optional<String> predictionId() {
        return Optional.ofNullable(predictionId);
    }
}
