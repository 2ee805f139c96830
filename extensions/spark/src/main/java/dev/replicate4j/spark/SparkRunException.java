package dev.replicate4j.spark;

import dev.replicate4j.error.ReplicateException;
import org.jspecify.annotations.Nullable;

/** A Dataset cannot be run through a model; the message says why, whether anything was paid, and what to do. */
public final class SparkRunException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    SparkRunException(String message) {
        super(message);
    }

    SparkRunException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
