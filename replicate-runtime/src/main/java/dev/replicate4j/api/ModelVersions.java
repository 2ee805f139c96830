package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one model, newest first: {@code /models/{owner}/{name}/versions}. Those of official models cannot be
 * addressed.
 */
public final class ModelVersions extends ListResource<ModelVersions, ModelVersion> {

    private final String at;

    ModelVersions(Endpoint endpoint, String at) {
        super(
                endpoint,
                other -> new ModelVersions(other, at),
                RequestSpec.get("models.versions.list", at),
                ModelVersion::new);
        this.at = at;
    }

    /**
     * {@return a version with the schema of its inputs and outputs}
     *
     * @param id the version's id
     */
    public ModelVersion get(String id) {
        return endpoint.now(getting(id));
    }

    /** {@return what {@link #get(String)} returns, without blocking} */
    public CompletableFuture<ModelVersion> getAsync(String id) {
        return endpoint.later(getting(id));
    }

    private TypedCall<ModelVersion> getting(String id) {
        return TypedCall.object(RequestSpec.get("models.versions.get", at + "/" + path(id)), decoder);
    }

    /**
     * Deletes a version with its predictions and files, in the background. It must be your own, private, and not in use by a
     * deployment, a training or others.
     *
     * @param id the version's id
     */
    public void delete(String id) {
        endpoint.now(deleting(id));
    }

    /** Does what {@link #delete(String)} does, without blocking. */
    public CompletableFuture<@Nullable Void> deleteAsync(String id) {
        return endpoint.later(deleting(id));
    }

    private TypedCall<@Nullable Void> deleting(String id) {
        return TypedCall.nothing(RequestSpec.delete("models.versions.delete", at + "/" + path(id)));
    }
}
