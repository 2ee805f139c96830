package dev.replicate4j.api;

import dev.replicate4j.internal.http.RequestSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Models on machines of one's own: {@code /deployments}. Runs on one are created by {@link Predictions#create} with {@link
 * PredictionRequest#deployment}.
 */
public final class Deployments {

    private final Endpoint endpoint;

    Deployments(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public Deployments with(UnaryOperator<RequestOptions> options) {
        return new Deployments(endpoint.with(options.apply(endpoint.options())));
    }

    /**
     * Lists the account's deployments.
     *
     * @return the first page
     */
    public Page<Deployment> list() {
        return endpoint.now(() -> listing());
    }

    /**
     * Does the same as {@link #list()}, without blocking.
     *
     * @return the first page
     */
    public CompletableFuture<Page<Deployment>> listAsync() {
        return endpoint.later(listing());
    }

    private CompletableFuture<Page<Deployment>> listing() {
        return endpoint.page(RequestSpec.get("deployments.list", "deployments"), Deployment::new);
    }

    /**
     * Returns a deployment.
     *
     * @param deployment {@code owner/name}
     * @return the deployment
     */
    public Deployment get(String deployment) {
        return endpoint.now(() -> getting(deployment));
    }

    /**
     * Does the same as {@link #get(String)}, without blocking.
     *
     * @param deployment {@code owner/name}
     * @return the deployment
     */
    public CompletableFuture<Deployment> getAsync(String deployment) {
        return endpoint.later(getting(deployment));
    }

    private CompletableFuture<Deployment> getting(String deployment) {
        return endpoint.fetch(RequestSpec.get("deployments.get", at(deployment)), Deployment::new);
    }

    /**
     * Creates a deployment. Its machines are billed as long as they are on.
     *
     * @param request model, hardware, instances
     * @return the deployment
     */
    public Deployment create(DeploymentRequest request) {
        return endpoint.now(() -> creating(request));
    }

    /**
     * Does the same as {@link #create(DeploymentRequest)}, without blocking.
     *
     * @param request model, hardware, instances
     * @return the deployment
     */
    public CompletableFuture<Deployment> createAsync(DeploymentRequest request) {
        return endpoint.later(creating(request));
    }

    private CompletableFuture<Deployment> creating(DeploymentRequest request) {
        return endpoint.fetch(
                RequestSpec.once("deployments.create", "POST", "deployments").withJson(request.body()),
                Deployment::new);
    }

    /**
     * Changes a deployment, which makes a new release of it.
     *
     * @param deployment {@code owner/name}
     * @param update what to change
     * @return the deployment
     */
    public Deployment update(String deployment, DeploymentUpdate update) {
        return endpoint.now(() -> updating(deployment, update));
    }

    /**
     * Does the same as {@link #update(String, DeploymentUpdate)}, without blocking.
     *
     * @param deployment {@code owner/name}
     * @param update what to change
     * @return the deployment
     */
    public CompletableFuture<Deployment> updateAsync(String deployment, DeploymentUpdate update) {
        return endpoint.later(updating(deployment, update));
    }

    private CompletableFuture<Deployment> updating(String deployment, DeploymentUpdate update) {
        return endpoint.fetch(
                RequestSpec.once("deployments.update", "PATCH", at(deployment)).withJson(update.body()),
                Deployment::new);
    }

    /**
     * Deletes a deployment. It must have been offline and unused for 15 minutes.
     *
     * @param deployment {@code owner/name}
     */
    public void delete(String deployment) {
        endpoint.now(() -> deleting(deployment));
    }

    /**
     * Does the same as {@link #delete(String)}, without blocking.
     *
     * @param deployment {@code owner/name}
     * @return completes when it is done
     */
    public CompletableFuture<@Nullable Void> deleteAsync(String deployment) {
        return endpoint.later(deleting(deployment));
    }

    private CompletableFuture<@Nullable Void> deleting(String deployment) {
        return endpoint.done(RequestSpec.delete("deployments.delete", at(deployment)));
    }

    private static String at(String deployment) {
        return "deployments/" + Names.ownerAndName("deployment", deployment);
    }
}
