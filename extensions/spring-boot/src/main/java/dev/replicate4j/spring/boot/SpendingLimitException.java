package dev.replicate4j.spring.boot;

import dev.replicate4j.error.ReplicateException;

/** A call was not made, since the client has spent what {@code replicate.spending} allows. Nothing was sent. */
public final class SpendingLimitException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    SpendingLimitException(String message) {
        super(message);
    }
}
