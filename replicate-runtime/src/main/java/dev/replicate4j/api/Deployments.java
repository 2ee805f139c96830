package dev.replicate4j.api;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Models on hardware of your own choice: {@code /deployments}. Predictions on one are created by {@link Predictions#create}
 * with {@link PredictionRequest#deployment}, or by {@code replicate.deployment(name)}.
 */
public final class Deployments extends ListResource<Deployments, Deployment> {

    /** Made by {@code Replicate}; the endpoint sends the requests. */
    @SuppressWarnings("exports") // a type of this module, so that only this module can call it
    public Deployments(Endpoint endpoint) {
        super(endpoint, Deployments::new, RequestSpec.get("deployments.list", "deployments"), Deployment::new);
    }

    /**
     * {@return a deployment}
     *
     * @param deployment {@code owner/name}
     */
    public Deployment get(String deployment) {
        return endpoint.now(getting(deployment));
    }

    /** {@return what {@link #get(String)} returns, without blocking} */
    public CompletableFuture<Deployment> getAsync(String deployment) {
        return endpoint.later(getting(deployment));
    }

    private TypedCall<Deployment> getting(String deployment) {
        return TypedCall.object(RequestSpec.get("deployments.get", at(deployment)), decoder);
    }

    /**
     * Creates a deployment. Its instances are billed as long as they are on.
     *
     * @param request model, hardware, instances
     * @return the deployment
     */
    public Deployment create(DeploymentRequest request) {
        return endpoint.now(creating(request));
    }

    /** {@return what {@link #create(DeploymentRequest)} returns, without blocking} */
    public CompletableFuture<Deployment> createAsync(DeploymentRequest request) {
        return endpoint.later(creating(request));
    }

    private TypedCall<Deployment> creating(DeploymentRequest request) {
        RequestSpec call =
                RequestSpec.once("deployments.create", "POST", "deployments").withJson(request.body());
        return TypedCall.object(call, decoder);
    }

    /**
     * Changes a deployment, which makes a new release of it.
     *
     * @param deployment {@code owner/name}
     * @param update what to change
     * @return the deployment
     */
    public Deployment update(String deployment, DeploymentUpdate update) {
        return endpoint.now(updating(deployment, update));
    }

    /** {@return what {@link #update(String, DeploymentUpdate)} returns, without blocking} */
    public CompletableFuture<Deployment> updateAsync(String deployment, DeploymentUpdate update) {
        return endpoint.later(updating(deployment, update));
    }

    private TypedCall<Deployment> updating(String deployment, DeploymentUpdate update) {
        RequestSpec call =
                RequestSpec.once("deployments.update", "PATCH", at(deployment)).withJson(update.body());
        return TypedCall.object(call, decoder);
    }

    /**
     * Deletes a deployment. It must have been offline and unused for 15 minutes.
     *
     * @param deployment {@code owner/name}
     */
    public void delete(String deployment) {
        endpoint.now(deleting(deployment));
    }

    /** Does what {@link #delete(String)} does, without blocking. */
    public CompletableFuture<@Nullable Void> deleteAsync(String deployment) {
        return endpoint.later(deleting(deployment));
    }

    private static TypedCall<@Nullable Void> deleting(String deployment) {
        return TypedCall.nothing(RequestSpec.delete("deployments.delete", at(deployment)));
    }

    private static String at(String deployment) {
        return "deployments/" + Names.ownerAndName("deployment", deployment);
    }
}
