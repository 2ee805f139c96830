package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.RequestSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Collections of models: {@code /collections}.
 */
public final class Collections {

    private final Endpoint endpoint;

    Collections(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public Collections with(UnaryOperator<RequestOptions> options) {
        return new Collections(endpoint.with(options.apply(endpoint.options())));
    }

    /**
     * Lists the collections, without their models.
     *
     * @return the first page
     */
    public Page<Collection> list() {
        return endpoint.now(() -> listing());
    }

    /**
     * Does the same as {@link #list()}, without blocking.
     *
     * @return the first page
     */
    public CompletableFuture<Page<Collection>> listAsync() {
        return endpoint.later(listing());
    }

    private CompletableFuture<Page<Collection>> listing() {
        return endpoint.page(RequestSpec.get("collections.list", "collections"), Collection::new);
    }

    /**
     * Returns a collection with its models.
     *
     * @param slug the name in the collection's address
     * @return the collection
     */
    public Collection get(String slug) {
        return endpoint.now(() -> getting(slug));
    }

    /**
     * Does the same as {@link #get(String)}, without blocking.
     *
     * @param slug the name in the collection's address
     * @return the collection
     */
    public CompletableFuture<Collection> getAsync(String slug) {
        return endpoint.later(getting(slug));
    }

    private CompletableFuture<Collection> getting(String slug) {
        return endpoint.fetch(RequestSpec.get("collections.get", path("collections", slug)), Collection::new);
    }
}
