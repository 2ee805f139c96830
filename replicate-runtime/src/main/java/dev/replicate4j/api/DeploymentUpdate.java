package dev.replicate4j.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a deployment; what is not set stays. Immutable; each method returns a changed copy.
 *
 * <pre>{@code
 * DeploymentUpdate.empty().maxInstances(5);
 * }</pre>
 */
public final class DeploymentUpdate extends JsonBody<DeploymentUpdate> {

    private static final DeploymentUpdate EMPTY = new DeploymentUpdate(Map.of());

    private DeploymentUpdate(Map<String, @Nullable Object> body) {
        super(body);
    }

    /** {@return an update that changes nothing yet} */
    public static DeploymentUpdate empty() {
        return EMPTY;
    }

    /**
     * Sets the version that runs.
     *
     * @param version its id: 64 hexadecimal digits
     * @return a changed copy
     */
    public DeploymentUpdate version(String version) {
        return set("version", version);
    }

    /**
     * Sets the hardware that it runs on.
     *
     * @param hardware the {@linkplain Hardware#sku SKU} of the hardware
     * @return a changed copy
     */
    public DeploymentUpdate hardware(String hardware) {
        return set("hardware", hardware);
    }

    /**
     * Sets the number of instances that are always on, which are billed.
     *
     * @param minInstances 0 to 5
     * @return a changed copy
     * @throws IllegalArgumentException if out of range
     */
    public DeploymentUpdate minInstances(int minInstances) {
        return set("min_instances", Names.within("minInstances", minInstances, 0, 5));
    }

    /**
     * Sets the largest number of instances.
     *
     * @param maxInstances 0 to 20
     * @return a changed copy
     * @throws IllegalArgumentException if out of range
     */
    public DeploymentUpdate maxInstances(int maxInstances) {
        return set("max_instances", Names.within("maxInstances", maxInstances, 0, 20));
    }

    @Override
    DeploymentUpdate withBody(Map<String, @Nullable Object> body) {
        return new DeploymentUpdate(body);
    }
}
