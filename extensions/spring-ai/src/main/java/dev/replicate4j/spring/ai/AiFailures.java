package dev.replicate4j.spring.ai;

import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.RateLimitException;
import java.util.concurrent.CompletionException;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.TransientAiException;

/**
 * Tells Spring AI what it may try again. Its retry templates call a model again after a {@link TransientAiException}, so that
 * is only what surely has created no prediction: a rate limit, and a connection that was never made. The client has tried
 * those several times already. All else may have been billed, or fails again in the same way.
 */
final class AiFailures {

    private AiFailures() {}

    static RuntimeException of(Throwable thrown) {
        Throwable failure = unwrapped(thrown);
        if (failure instanceof NonTransientAiException || failure instanceof TransientAiException) {
            return (RuntimeException) failure;
        }
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return surelyNotBilled(failure)
                ? new TransientAiException(message, failure)
                : new NonTransientAiException(message, failure);
    }

    /**
     * Says what to do once there is a prediction: never again, even if the request that failed was not sent. It asked how the
     * run goes on, which is billed.
     */
    static RuntimeException afterCreation(Throwable failure) {
        RuntimeException told = of(failure);
        return told instanceof TransientAiException
                ? new NonTransientAiException(String.valueOf(told.getMessage()), failure)
                : told;
    }

    private static boolean surelyNotBilled(Throwable failure) {
        return failure instanceof RateLimitException
                || failure instanceof ConnectionException connection && !connection.requestSent();
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
