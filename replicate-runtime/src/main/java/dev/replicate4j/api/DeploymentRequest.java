package dev.replicate4j.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment to be created. Immutable; each method returns a changed copy.
 *
 * <pre>{@code
 * DeploymentRequest.of("lamp-hall", "acme/lamp:" + version, "gpu-t4").minInstances(0).maxInstances(3);
 * }</pre>
 */
public final class DeploymentRequest extends DeploymentDetails<DeploymentRequest> {

    private DeploymentRequest(Map<String, @Nullable Object> body) {
        super(body);
    }

    /**
     * Makes a request of a deployment without an instance that is always on, and with at most one: both can be changed.
     *
     * @param name unique within its owner
     * @param model model and version, {@code owner/name:id}
     * @param hardware the {@linkplain Hardware#sku SKU} of the hardware
     * @return a request
     * @throws IllegalArgumentException if the model has another form
     */
    public static DeploymentRequest of(String name, String model, String hardware) {
        int colon = model.indexOf(':');
        if (colon < 0 || colon == model.length() - 1) {
            throw new IllegalArgumentException(
                    "A deployment runs a version of a model, owner/name:id, but found \"" + model + "\".");
        }
        return of(name, model.substring(0, colon), model.substring(colon + 1), hardware);
    }

    /**
     * Does what {@link #of(String, String, String)} does, with model and version apart.
     *
     * @param name unique within its owner
     * @param model {@code owner/name}
     * @param version the version's id
     * @param hardware the {@linkplain Hardware#sku SKU} of the hardware
     * @return a request
     * @throws IllegalArgumentException if the model has another form
     */
    public static DeploymentRequest of(String name, String model, String version, String hardware) {
        Names.ownerAndName("model", model);
        return new DeploymentRequest(Map.of())
                .set("name", name)
                .set("model", model)
                .set("version", version)
                .set("hardware", hardware)
                .minInstances(0)
                .maxInstances(1);
    }

    @Override
    DeploymentRequest withBody(Map<String, @Nullable Object> body) {
        return new DeploymentRequest(body);
    }
}
