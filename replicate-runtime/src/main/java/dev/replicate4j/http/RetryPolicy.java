package dev.replicate4j.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often and when a client retries.
 *
 * <p>What may be retried does not depend on the policy, since a repeated create may be billed twice: reading, deleting
 * and cancelling are repeated on the statuses 408, 429 and 500 and above, and when the connection fails; creating only on
 * 429, which is refused before anything runs, and when the request was provably never sent.
 *
 * <p>The wait before the n-th retry is random between zero and the smaller of {@code initialDelay * 2^(n-1)} and
 * {@code maxDelay} ("full jitter"). Where the API says how long to wait ({@code Retry-After}, {@code retry_after},
 * {@code ratelimit-reset}), the wait is that long plus a random part of {@code initialDelay}; if it says more than
 * {@code maxRetryAfter}, the request fails at once. A 429 pauses every request of the client to the same endpoint, not only
 * the one that got it; afterwards they go on in their order, at an interval that shrinks with each until there is no limit.
 *
 * <pre>{@code
 * Replicate replicate = Replicate.builder()
 *         .retryPolicy(RetryPolicy.standard().maxAttempts(8))
 *         .build();
 * }</pre>
 *
 * @param maxAttempts how often a request is sent at most, the first time included: 1 or more
 * @param initialDelay the upper bound of the first wait, which doubles with each retry: zero or more
 * @param maxDelay the upper bound of any wait that the API did not ask for: zero or more
 * @param maxRetryAfter the longest wait that is granted when the API asks for one: zero or more
 */
public record RetryPolicy(int maxAttempts, Duration initialDelay, Duration maxDelay, Duration maxRetryAfter) {

    private static final RetryPolicy STANDARD =
            new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2));

    private static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException(
                    "maxAttempts must be 1 or more, but is " + maxAttempts + ". One attempt means no retry.");
        }
        check("initialDelay", initialDelay);
        check("maxDelay", maxDelay);
        check("maxRetryAfter", maxRetryAfter);
    }

    private static void check(String name, Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException(name + " must be zero or more, but is " + text(delay) + ".");
        }
    }

    /**
     * {@return the policy that clients have by default: 5 attempts, delays from 0.5 s to 30 s, {@code Retry-After} up to
     * 2 minutes}
     */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /** {@return the policy that never retries} */
    public static RetryPolicy none() {
        return NONE;
    }

    /**
     * Sets how often a request is sent at most.
     *
     * @param attempts 1 or more, the first one included; the default is 5
     * @throws IllegalArgumentException if below 1
     */
    public RetryPolicy maxAttempts(int attempts) {
        return new RetryPolicy(attempts, initialDelay, maxDelay, maxRetryAfter);
    }

    /**
     * Sets the upper bound of the first wait, which doubles with each retry.
     *
     * @param delay zero or more; the default is 0.5 s
     * @throws IllegalArgumentException if negative
     */
    public RetryPolicy initialDelay(Duration delay) {
        return new RetryPolicy(maxAttempts, delay, maxDelay, maxRetryAfter);
    }

    /**
     * Sets the upper bound of any wait that the API did not ask for.
     *
     * @param delay zero or more; the default is 30 s
     * @throws IllegalArgumentException if negative
     */
    public RetryPolicy maxDelay(Duration delay) {
        return new RetryPolicy(maxAttempts, initialDelay, delay, maxRetryAfter);
    }

    /**
     * Sets the longest wait that is granted when the API asks for one; if it asks for more, the request fails.
     *
     * @param delay zero or more; the default is 2 minutes
     * @throws IllegalArgumentException if negative
     */
    public RetryPolicy maxRetryAfter(Duration delay) {
        return new RetryPolicy(maxAttempts, initialDelay, maxDelay, delay);
    }

    /**
     * {@return how long to wait before a retry}
     *
     * @param retry which retry: 1 for the first
     * @param asked how long the API asks to wait; null where it does not say
     * @param random a random number from 0 (included) to 1 (excluded)
     */
    public Duration delay(int retry, @Nullable Duration asked, double random) {
        if (asked != null) {
            return asked.plus(part(initialDelay, random));
        }
        // Beyond 2^30 any delay is the longest one; the shift stays in range.
        Duration bound = initialDelay.multipliedBy(1L << Math.min(retry - 1, 30));
        return part(bound.compareTo(maxDelay) < 0 ? bound : maxDelay, random);
    }

    private static Duration part(Duration whole, double random) {
        return Duration.ofNanos((long) (whole.toNanos() * random));
    }

    /** {@return the policy in words, one sentence a rule, for a log or a settings page} */
    public String describe() {
        if (maxAttempts == 1) {
            return "Requests are sent once and never retried.";
        }
        return "Requests are sent up to " + maxAttempts + " times."
                + " GET, HEAD, QUERY, DELETE and cancelling are retried on the statuses 408, 429 and 5xx and when the connection"
                + " fails; creating is retried on 429 and when the request was provably not sent."
                + " The wait is random up to " + text(initialDelay) + ", doubling with each retry up to "
                + text(maxDelay)
                + "; a wait that the API asks for is granted if it is at most " + text(maxRetryAfter) + "."
                + " A 429 pauses all requests to the same endpoint.";
    }

    /** {@return what {@link #describe} says} */
    @Override
    public String toString() {
        return describe();
    }

    private static String text(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
