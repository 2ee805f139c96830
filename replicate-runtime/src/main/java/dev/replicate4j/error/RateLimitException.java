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
     * {@return how long the API asks to wait, by {@code Retry-After}, {@code retry_after} in the body or {@code ratelimit-reset}}
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(problem().retryAfter());
    }
}
