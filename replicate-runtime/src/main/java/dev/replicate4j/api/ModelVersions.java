package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.RequestSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one model: {@code /models/{owner}/{name}/versions}. Official models have none that can be addressed.
 */
public final class ModelVersions {

    private final Endpoint endpoint;
    private final String model;
    private final String at;

    ModelVersions(Endpoint endpoint, String model) {
        this.endpoint = endpoint;
        this.model = model;
        this.at = "models/" + Names.ownerAndName("model", model) + "/versions";
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public ModelVersions with(UnaryOperator<RequestOptions> options) {
        return new ModelVersions(endpoint.with(options.apply(endpoint.options())), model);
    }

    /**
     * Lists the versions, newest first.
     *
     * @return the first page
     */
    public Page<ModelVersion> list() {
        return endpoint.now(() -> listing());
    }

    /**
     * Does the same as {@link #list()}, without blocking.
     *
     * @return the first page
     */
    public CompletableFuture<Page<ModelVersion>> listAsync() {
        return endpoint.later(listing());
    }

    private CompletableFuture<Page<ModelVersion>> listing() {
        return endpoint.page(RequestSpec.get("models.versions.list", at), ModelVersion::new);
    }

    /**
     * Returns a version with the schema of its inputs and outputs.
     *
     * @param id the version's id
     * @return the version
     */
    public ModelVersion get(String id) {
        return endpoint.now(() -> getting(id));
    }

    /**
     * Does the same as {@link #get(String)}, without blocking.
     *
     * @param id the version's id
     * @return the version
     */
    public CompletableFuture<ModelVersion> getAsync(String id) {
        return endpoint.later(getting(id));
    }

    private CompletableFuture<ModelVersion> getting(String id) {
        return endpoint.fetch(RequestSpec.get("models.versions.get", at + "/" + path(id)), ModelVersion::new);
    }

    /**
     * Deletes a version with its predictions and files, in the background. It must be one's own, private, not in use by a deployment,
     * a training or others.
     *
     * @param id the version's id
     */
    public void delete(String id) {
        endpoint.now(() -> deleting(id));
    }

    /**
     * Does the same as {@link #delete(String)}, without blocking.
     *
     * @param id the version's id
     * @return completes when it is done
     */
    public CompletableFuture<@Nullable Void> deleteAsync(String id) {
        return endpoint.later(deleting(id));
    }

    private CompletableFuture<@Nullable Void> deleting(String id) {
        return endpoint.done(RequestSpec.delete("models.versions.delete", at + "/" + path(id)));
    }
}
