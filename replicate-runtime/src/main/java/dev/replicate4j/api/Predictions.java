package dev.replicate4j.api;

import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.util.concurrent.CompletableFuture;

/**
 * Runs of models: {@code /predictions}. The list has those of the account, newest first, 100 a page. The exceptions of all
 * methods are under {@link dev.replicate4j.error.ReplicateException}; the futures of the methods ending in {@code Async} fail
 * with the same.
 *
 * <pre>{@code
 * Prediction prediction = replicate.predictions()
 *         .create(PredictionRequest.model("acme/lamp").input(Map.of("prompt", "a lamp")));
 * }</pre>
 */
public final class Predictions extends RunResource<Predictions, Prediction> {

    /** Made by {@code Replicate}; the endpoint sends the requests. */
    @SuppressWarnings("exports") // a type of this module, so that only this module can call it
    public Predictions(Endpoint endpoint) {
        super(endpoint, Predictions::new, "predictions", Prediction::new);
    }

    /**
     * Starts a run, which is billed. Retried only if it was refused with 429 or provably not received.
     *
     * @param request what to run
     * @return the prediction: with its output if the request prefers to wait and the run ended in that time
     */
    public Prediction create(PredictionRequest request) {
        return endpoint.now(() -> creating(request));
    }

    /** {@return what {@link #create} returns, without blocking} */
    public CompletableFuture<Prediction> createAsync(PredictionRequest request) {
        return endpoint.later(creating(request));
    }

    private CompletableFuture<Prediction> creating(PredictionRequest request) {
        return endpoint.encoded(request.input())
                .thenCompose(input ->
                        endpoint.send(TypedCall.object(request.input(input).call(), decoder)))
                .exceptionallyCompose(failure -> {
                    Throwable cause = Futures.unwrap(failure);
                    return CompletableFuture.failedFuture(
                            cause instanceof NotFoundException missing ? explained(missing, request) : cause);
                });
    }

    /** A community model is not found at the address of an official one, which the API's answer does not explain. */
    private static NotFoundException explained(NotFoundException missing, PredictionRequest request) {
        return request.modelByName()
                .map(model -> new NotFoundException(
                        missing.getMessage() + " Only official models run by their name. If " + model
                                + " is a community model, use PredictionRequest.version(\"" + model
                                + ":<version id>\"); replicate.models().get(\"" + model
                                + "\").latestVersion() has the id.",
                        missing.problem()))
                .orElse(missing);
    }

    /**
     * Lists some of the account's predictions.
     *
     * @param query which ones
     * @return the first page
     */
    public Page<Prediction> list(PredictionQuery query) {
        return endpoint.now(listing(query));
    }

    /** {@return what {@link #list(PredictionQuery)} returns, without blocking} */
    public CompletableFuture<Page<Prediction>> listAsync(PredictionQuery query) {
        return endpoint.later(listing(query));
    }

    private TypedCall<Page<Prediction>> listing(PredictionQuery query) {
        return page(RequestSpec.get("predictions.list", "predictions" + query.toQueryString()));
    }
}
