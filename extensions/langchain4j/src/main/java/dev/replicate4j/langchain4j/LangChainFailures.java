package dev.replicate4j.langchain4j;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.BadRequestException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.error.PaymentRequiredException;
import dev.replicate4j.error.PermissionDeniedException;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.error.ValidationException;
import dev.replicate4j.model.ModelException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What LangChain4j is told of a failure. It calls again whatever is not a {@link NonRetriableException}, so everything is one
 * but for failures that came before a prediction existed and may pass.
 */
final class LangChainFailures {

    /** Replicate's codes for what its filters have refused. */
    private static final Set<String> FILTERED = Set.of("E005");

    private LangChainFailures() {}

    /**
     * {@return the exception for LangChain4j, with the failure as its cause}
     *
     * @param prediction what was created; null where nothing is known to be
     */
    static LangChain4jException of(RuntimeException failure, @Nullable Prediction prediction) {
        if (failure instanceof LangChain4jException told) {
            return told;
        }
        if (failure instanceof ModelException model) {
            return model.errorCode().filter(FILTERED::contains).isPresent()
                    ? new ContentFilteredException(failure)
                    : new NonRetriableException(failure);
        }
        return prediction == null ? beforeCreation(failure) : afterCreation(failure, prediction);
    }

    /** Even if a request was not sent or throttled: it was one that asked how the run goes on. */
    private static LangChain4jException afterCreation(RuntimeException failure, Prediction prediction) {
        String message = String.valueOf(failure.getMessage());
        return new NonRetriableException(
                message.contains(prediction.id()) ? message : message + " (prediction " + prediction.id() + ")",
                failure);
    }

    private static LangChain4jException beforeCreation(RuntimeException failure) {
        if (failure instanceof RateLimitException) {
            return new dev.langchain4j.exception.RateLimitException(failure);
        }
        if (failure instanceof ConnectionException connection && !connection.requestSent()) {
            return new RetriableException(failure);
        }
        if (failure instanceof InvalidInputException
                || failure instanceof ValidationException
                || failure instanceof BadRequestException) {
            return new InvalidRequestException(failure);
        }
        if (failure instanceof dev.replicate4j.error.AuthenticationException
                || failure instanceof PaymentRequiredException
                || failure instanceof PermissionDeniedException) {
            return new AuthenticationException(failure);
        }
        return failure instanceof NotFoundException
                ? new ModelNotFoundException(failure)
                : new NonRetriableException(failure);
    }
}
