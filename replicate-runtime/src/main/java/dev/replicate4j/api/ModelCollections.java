package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.RequestSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Collections of models: {@code /collections}.
 */
public final class ModelCollections {

    private final Endpoint endpoint;

    ModelCollections(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public ModelCollections with(UnaryOperator<RequestOptions> options) {
        return new ModelCollections(endpoint.with(options.apply(endpoint.options())));
    }

    /**
     * Lists the collections, without their models.
     *
     * @return the first page
     */
    public Page<ModelCollection> list() {
        return endpoint.now(() -> listing());
    }

    /**
     * Does the same as {@link #list()}, without blocking.
     *
     * @return the first page
     */
    public CompletableFuture<Page<ModelCollection>> listAsync() {
        return endpoint.later(listing());
    }

    private CompletableFuture<Page<ModelCollection>> listing() {
        return endpoint.page(RequestSpec.get("collections.list", "collections"), ModelCollection::new);
    }

    /**
     * Returns a collection with its models.
     *
     * @param slug the name in the collection's address
     * @return the collection
     */
    public ModelCollection get(String slug) {
        return endpoint.now(() -> getting(slug));
    }

    /**
     * Does the same as {@link #get(String)}, without blocking.
     *
     * @param slug the name in the collection's address
     * @return the collection
     */
    public CompletableFuture<ModelCollection> getAsync(String slug) {
        return endpoint.later(getting(slug));
    }

    private CompletableFuture<ModelCollection> getting(String slug) {
        return endpoint.fetch(RequestSpec.get("collections.get", path("collections", slug)), ModelCollection::new);
    }
}
