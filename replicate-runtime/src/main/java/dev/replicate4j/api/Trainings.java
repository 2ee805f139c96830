package dev.replicate4j.api;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.TypedCall;
import java.util.concurrent.CompletableFuture;

/**
 * Runs that make new versions of models: {@code /trainings}. The list has those of the account, newest first, 100 a page.
 */
public final class Trainings extends RunResource<Trainings, Training> {

    /** Made by {@code Replicate}; the endpoint sends the requests. */
    @SuppressWarnings("exports") // a type of this module, so that only this module can call it
    public Trainings(Endpoint endpoint) {
        super(endpoint, Trainings::new, "trainings", Training::new);
    }

    /**
     * Starts a training, which is billed. Retried only if it was refused with 429 or provably not received.
     *
     * @param request what to train, and with what
     * @return the training
     */
    public Training create(TrainingRequest request) {
        return endpoint.now(() -> creating(request));
    }

    /** {@return what {@link #create} returns, without blocking} */
    public CompletableFuture<Training> createAsync(TrainingRequest request) {
        return endpoint.later(creating(request));
    }

    private CompletableFuture<Training> creating(TrainingRequest request) {
        return endpoint.encoded(request.input())
                .thenCompose(input ->
                        endpoint.send(TypedCall.object(request.input(input).call(), decoder)));
    }
}
