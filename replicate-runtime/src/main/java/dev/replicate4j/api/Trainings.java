package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.RequestSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Runs that make new versions of models: {@code /trainings}.
 */
public final class Trainings {

    private final Endpoint endpoint;

    Trainings(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public Trainings with(UnaryOperator<RequestOptions> options) {
        return new Trainings(endpoint.with(options.apply(endpoint.options())));
    }

    /**
     * Starts a training, which is billed. Sent again only if it was refused with 429 or provably not received.
     *
     * @param request what to train, and with what
     * @return the training
     */
    public Training create(TrainingRequest request) {
        return endpoint.now(() -> creating(request));
    }

    /**
     * Does the same as {@link #create(TrainingRequest)}, without blocking.
     *
     * @param request what to train, and with what
     * @return the training
     */
    public CompletableFuture<Training> createAsync(TrainingRequest request) {
        return endpoint.later(creating(request));
    }

    private CompletableFuture<Training> creating(TrainingRequest request) {
        return endpoint.fetch(request.call(), Training::new);
    }

    /**
     * Returns the current state of a training.
     *
     * @param id the training's id
     * @return the training
     */
    public Training get(String id) {
        return endpoint.now(() -> getting(id));
    }

    /**
     * Does the same as {@link #get(String)}, without blocking.
     *
     * @param id the training's id
     * @return the training
     */
    public CompletableFuture<Training> getAsync(String id) {
        return endpoint.later(getting(id));
    }

    private CompletableFuture<Training> getting(String id) {
        return endpoint.fetch(RequestSpec.get("trainings.get", path("trainings", id)), Training::new);
    }

    /**
     * Cancels a training. One that has ended stays as it is.
     *
     * @param id the training's id
     * @return the training
     */
    public Training cancel(String id) {
        return endpoint.now(() -> canceling(id));
    }

    /**
     * Does the same as {@link #cancel(String)}, without blocking.
     *
     * @param id the training's id
     * @return the training
     */
    public CompletableFuture<Training> cancelAsync(String id) {
        return endpoint.later(canceling(id));
    }

    private CompletableFuture<Training> canceling(String id) {
        return endpoint.fetch(
                RequestSpec.repeatable("trainings.cancel", "POST", path("trainings", id, "cancel")), Training::new);
    }

    /**
     * Lists the account's trainings, newest first, 100 a page.
     *
     * @return the first page
     */
    public Page<Training> list() {
        return endpoint.now(() -> listing());
    }

    /**
     * Does the same as {@link #list()}, without blocking.
     *
     * @return the first page
     */
    public CompletableFuture<Page<Training>> listAsync() {
        return endpoint.later(listing());
    }

    private CompletableFuture<Page<Training>> listing() {
        return endpoint.page(RequestSpec.get("trainings.list", "trainings"), Training::new);
    }

    /**
     * Waits until a training has ended, well or not. The interval between requests grows with the time waited.
     *
     * @param id the training's id
     * @return the training, whose status is terminal
     */
    public Training await(String id) {
        return endpoint.now(() -> waitingFor(id));
    }

    /**
     * Does the same as {@link #await(String)}, without blocking.
     *
     * @param id the training's id
     * @return the training, whose status is terminal
     */
    public CompletableFuture<Training> awaitAsync(String id) {
        return endpoint.later(waitingFor(id));
    }

    private CompletableFuture<Training> waitingFor(String id) {
        return Waiting.until(
                endpoint, () -> getting(id), training -> training.status().isTerminal());
    }
}
