package dev.replicate4j.jobs;

import dev.replicate4j.ModelFunction;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.api.Predictions;
import dev.replicate4j.api.Status;
import dev.replicate4j.model.ModelException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call of a job.
 *
 * @param key the user's name for it
 * @param function the model
 * @param model the model's name
 * @param iterates whether an output that is not whole may be seen
 * @param secretValues what no message may show
 */
record JobCall<I>(
        String key,
        ModelFunction<I, ?, ?> function,
        String model,
        boolean iterates,
        I input,
        DigestedInput digested,
        Set<String> secretValues) {

    JobCall<I> as(String otherKey) {
        return new JobCall<>(otherKey, function, model, iterates, input, digested, secretValues);
    }

    String digest() {
        return digested.digest();
    }

    Map<String, @Nullable Object> shownInput() {
        return digested.shown();
    }

    CompletableFuture<PredictionRequest> prepare() {
        return function.prepare(input);
    }

    Predictions predictions() {
        return function.predictions();
    }

    /** {@return whether an answer that was held back holds the output, though its status does not say so} */
    boolean isResult(Prediction answer) {
        return answer.status().equals(Status.PROCESSING) && answer.output() != null && !iterates;
    }

    ModelException failure(Prediction ended) {
        return ModelException.of(model, ended, secretValues);
    }
}
