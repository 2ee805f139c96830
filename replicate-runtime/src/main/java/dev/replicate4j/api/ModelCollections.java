package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.util.concurrent.CompletableFuture;

/** Collections of models: {@code /collections}. The list has them without their models. */
public final class ModelCollections extends ListResource<ModelCollections, ModelCollection> {

    /** Made by {@code Replicate}; the endpoint sends the requests. */
    @SuppressWarnings("exports") // a type of this module, so that only this module can call it
    public ModelCollections(Endpoint endpoint) {
        super(
                endpoint,
                ModelCollections::new,
                RequestSpec.get("collections.list", "collections"),
                ModelCollection::new);
    }

    /**
     * {@return a collection with its models}
     *
     * @param slug the name in the collection's address
     */
    public ModelCollection get(String slug) {
        return endpoint.now(getting(slug));
    }

    /** {@return what {@link #get(String)} returns, without blocking} */
    public CompletableFuture<ModelCollection> getAsync(String slug) {
        return endpoint.later(getting(slug));
    }

    private TypedCall<ModelCollection> getting(String slug) {
        return TypedCall.object(RequestSpec.get("collections.get", path("collections", slug)), decoder);
    }
}
