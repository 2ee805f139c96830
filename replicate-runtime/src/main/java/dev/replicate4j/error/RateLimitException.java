package dev.replicate4j.error;

import java.time.Duration;
import java.util.Optional;

/**
 * Too many requests: status 429. Thrown when the client has tried as often as its retry policy allows, or when the API
 * asks for a longer wait than the policy grants.
 */
public final class RateLimitException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which request failed, what the API answered, what to do
     * @param problem the reply
     */
    public RateLimitException(String message, Problem problem) {
        super(message, problem);
    }

    /**
     * Returns how long the API asks to wait.
     *
     * @return from the header {@code Retry-After}, the body's {@code retry_after} or the header {@code ratelimit-reset},
     *     in this order
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(problem().retryAfter());
    }
}
