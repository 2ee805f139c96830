package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.RequestSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Runs of models: {@code /predictions}. The exceptions of all methods are under
 * {@link dev.replicate4j.error.ReplicateException}; the futures of the methods ending in {@code Async} fail with the same.
 *
 * <pre>{@code
 * Prediction prediction = replicate.predictions()
 *         .create(PredictionRequest.model("acme/lamp").input(Map.of("prompt", "a lamp")).build());
 * }</pre>
 */
public final class Predictions {

    private final Endpoint endpoint;

    Predictions(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public Predictions with(UnaryOperator<RequestOptions> options) {
        return new Predictions(endpoint.with(options.apply(endpoint.options())));
    }

    /**
     * Starts a run, which is billed. Sent again only if it was refused with 429 or provably not received.
     *
     * @param request what to run
     * @return the prediction: with its output if the request prefers to wait and the run ended in that time
     */
    public Prediction create(PredictionRequest request) {
        return endpoint.now(() -> creating(request));
    }

    /**
     * Starts a run without blocking; see {@link #create}.
     *
     * @param request what to run
     * @return the prediction
     */
    public CompletableFuture<Prediction> createAsync(PredictionRequest request) {
        return endpoint.later(creating(request));
    }

    private CompletableFuture<Prediction> creating(PredictionRequest request) {
        return endpoint.fetch(request.call(), Prediction::new);
    }

    /**
     * Returns the current state of a run.
     *
     * @param id the prediction's id
     * @return the prediction
     */
    public Prediction get(String id) {
        return endpoint.now(() -> getting(id));
    }

    /**
     * Returns the current state of a run, without blocking.
     *
     * @param id the prediction's id
     * @return the prediction
     */
    public CompletableFuture<Prediction> getAsync(String id) {
        return endpoint.later(getting(id));
    }

    private CompletableFuture<Prediction> getting(String id) {
        return endpoint.fetch(RequestSpec.get("predictions.get", path("predictions", id)), Prediction::new);
    }

    /**
     * Cancels a run. One that has ended stays as it is.
     *
     * @param id the prediction's id
     * @return the prediction
     */
    public Prediction cancel(String id) {
        return endpoint.now(() -> canceling(id));
    }

    /**
     * Cancels a run without blocking; see {@link #cancel}.
     *
     * @param id the prediction's id
     * @return the prediction
     */
    public CompletableFuture<Prediction> cancelAsync(String id) {
        return endpoint.later(canceling(id));
    }

    private CompletableFuture<Prediction> canceling(String id) {
        RequestSpec call = RequestSpec.repeatable("predictions.cancel", "POST", path("predictions", id, "cancel"));
        return endpoint.fetch(call, Prediction::new);
    }

    /**
     * Lists the account's predictions, newest first, 100 a page.
     *
     * @return the first page
     */
    public Page<Prediction> list() {
        return list(PredictionQuery.all());
    }

    /**
     * Lists some of the account's predictions, newest first, 100 a page.
     *
     * @param query which ones
     * @return the first page
     */
    public Page<Prediction> list(PredictionQuery query) {
        return endpoint.now(() -> listing(query));
    }

    /**
     * Lists some of the account's predictions without blocking; see {@link #list(PredictionQuery)}.
     *
     * @param query which ones
     * @return the first page
     */
    public CompletableFuture<Page<Prediction>> listAsync(PredictionQuery query) {
        return endpoint.later(listing(query));
    }

    private CompletableFuture<Page<Prediction>> listing(PredictionQuery query) {
        return endpoint.page(
                RequestSpec.get("predictions.list", "predictions" + query.toQueryString()), Prediction::new);
    }

    /**
     * Waits until a run has ended, well or not. The interval between requests grows with the time waited.
     *
     * @param id the prediction's id
     * @return the prediction, whose status is terminal
     */
    public Prediction await(String id) {
        return endpoint.now(() -> waitingFor(id));
    }

    /**
     * Does the same as {@link #await(String)}, without blocking. Cancelling the future ends the waiting, not the run.
     *
     * @param id the prediction's id
     * @return the prediction, whose status is terminal
     */
    public CompletableFuture<Prediction> awaitAsync(String id) {
        return endpoint.later(waitingFor(id));
    }

    private CompletableFuture<Prediction> waitingFor(String id) {
        return Waiting.until(
                endpoint, () -> getting(id), prediction -> prediction.status().isTerminal());
    }
}
