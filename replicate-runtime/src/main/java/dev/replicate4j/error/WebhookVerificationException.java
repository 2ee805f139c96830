package dev.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * A webhook request was not made by Replicate, was changed on the way, or is too old. It is to be answered with status 400
 * or 401, and not to be acted upon.
 */
public final class WebhookVerificationException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what is wrong with the request
     */
    public WebhookVerificationException(String message) {
        super(message);
    }

    /**
     * Makes an exception with the one that led to it.
     *
     * @param message what is wrong with the request
     * @param cause what led to it
     */
    public WebhookVerificationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
