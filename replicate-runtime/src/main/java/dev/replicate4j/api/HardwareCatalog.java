package dev.replicate4j.api;

import dev.replicate4j.internal.http.RequestSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Kinds of machines: {@code /hardware}.
 */
public final class HardwareCatalog {

    private final Endpoint endpoint;

    HardwareCatalog(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public HardwareCatalog with(UnaryOperator<RequestOptions> options) {
        return new HardwareCatalog(endpoint.with(options.apply(endpoint.options())));
    }

    /**
     * Lists the machines that models and deployments can be given.
     *
     * @return all of them
     */
    public List<Hardware> list() {
        return endpoint.now(() -> listing());
    }

    /**
     * Does the same as {@link #list()}, without blocking.
     *
     * @return all of them
     */
    public CompletableFuture<List<Hardware>> listAsync() {
        return endpoint.later(listing());
    }

    private CompletableFuture<List<Hardware>> listing() {
        return endpoint.send(
                RequestSpec.get("hardware.list", "hardware"), reply -> Fields.objects(reply.array(), Hardware::new));
    }
}
