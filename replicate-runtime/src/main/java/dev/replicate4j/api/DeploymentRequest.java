package dev.replicate4j.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment to be created. Immutable; each method returns a changed one.
 *
 * <pre>{@code
 * DeploymentRequest.of("lamp-hall", "acme/lamp", version, "gpu-t4").minInstances(0).maxInstances(3);
 * }</pre>
 */
public final class DeploymentRequest {

    private final Map<String, @Nullable Object> body;

    private DeploymentRequest(Map<String, ? extends @Nullable Object> body) {
        this.body = Fields.copy(body);
    }

    /**
     * Names what runs, with no instance that is always on and at most one: both can be changed.
     *
     * @param name unique within its owner
     * @param model {@code owner/name}
     * @param version its id: 64 hexadecimal digits
     * @param hardware the {@linkplain Hardware#sku SKU} of the machine
     * @return a request
     */
    public static DeploymentRequest of(String name, String model, String version, String hardware) {
        return new DeploymentRequest(Map.of())
                .with("name", name)
                .with("model", model)
                .with("version", version)
                .with("hardware", hardware)
                .minInstances(0)
                .maxInstances(1);
    }

    /**
     * Sets how many instances are always on, which is billed.
     *
     * @param minInstances 0 to 5
     * @return a changed request
     */
    public DeploymentRequest minInstances(int minInstances) {
        return with("min_instances", Names.within("minInstances", minInstances, 0, 5));
    }

    /**
     * Sets how many instances there are at most.
     *
     * @param maxInstances 0 to 20
     * @return a changed request
     */
    public DeploymentRequest maxInstances(int maxInstances) {
        return with("max_instances", Names.within("maxInstances", maxInstances, 0, 20));
    }

    /**
     * Sets any field, for one that this version does not know.
     *
     * @param field as the API calls it
     * @param value JSON as plain Java values; null is sent as null
     * @return a changed request
     */
    public DeploymentRequest with(String field, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(body);
        changed.put(field, value);
        return new DeploymentRequest(changed);
    }

    /**
     * Returns the body that is sent.
     *
     * @return the fields by the names that the API uses; what was not set is absent
     */
    public Map<String, @Nullable Object> body() {
        return body;
    }

    /** Returns the body that is sent. */
    @Override
    public String toString() {
        return "DeploymentRequest" + body;
    }
}
