package dev.replicate4j.internal.lookup;

import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.SharedFutures;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.model.ModelRef;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks Replicate what models are, each once for as long as the client lives. Thread-safe. */
public final class ModelLookup {

    private final Transport transport;
    private final SharedFutures<Map.Entry<String, ModelRef>, ModelDescription> known = SharedFutures.withMemory();

    /** Makes a lookup that asks by the given transport. */
    public ModelLookup(Transport transport) {
        this.transport = transport;
    }

    /** {@return what Replicate says of the model, in a future of the caller's own} A failure is forgotten. */
    public CompletableFuture<ModelDescription> describe(ModelRef ref) {
        String token = transport.config().token();
        return known.get(Map.entry(token == null ? "" : token, ref), () -> ask(ref));
    }

    private CompletableFuture<ModelDescription> ask(ModelRef ref) {
        return ref.version().isEmpty()
                ? model(ref).thenApply(reply -> ModelDescription.ofModel(ref, reply.object()))
                : version(ref, ref.version().get());
    }

    /**
     * The versions of official models cannot be asked for. Such a version is still the one to run: what becomes of that is
     * Replicate's to say.
     */
    private CompletableFuture<ModelDescription> version(ModelRef ref, String id) {
        RequestSpec call = RequestSpec.get(
                "models.versions.get", ApiOrigin.path("models", ref.owner(), ref.name(), "versions", id));
        return transport
                .send(call)
                .thenApply(Reply::object)
                .exceptionally(failure -> {
                    Throwable cause = Futures.unwrap(failure);
                    if (cause instanceof NotFoundException) {
                        return Map.of();
                    }
                    throw new CompletionException(cause);
                })
                .thenApply(version -> ModelDescription.ofVersion(ref, version));
    }

    private CompletableFuture<Reply> model(ModelRef ref) {
        return transport.send(RequestSpec.get("models.get", ApiOrigin.path("models", ref.owner(), ref.name())));
    }
}
