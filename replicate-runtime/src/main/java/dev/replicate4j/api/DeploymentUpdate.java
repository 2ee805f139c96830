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
public final class DeploymentUpdate extends DeploymentDetails<DeploymentUpdate> {

    private static final DeploymentUpdate EMPTY = new DeploymentUpdate(Map.of());

    private DeploymentUpdate(Map<String, @Nullable Object> body) {
        super(body);
    }

    /** {@return an update that changes nothing yet} */
    public static DeploymentUpdate empty() {
        return EMPTY;
    }

    /** Sets the id of the version that runs: 64 hexadecimal digits. */
    public DeploymentUpdate version(String version) {
        return set("version", version);
    }

    /** Sets the {@linkplain Hardware#sku SKU} of the hardware that it runs on. */
    public DeploymentUpdate hardware(String hardware) {
        return set("hardware", hardware);
    }

    @Override
    DeploymentUpdate withBody(Map<String, @Nullable Object> body) {
        return new DeploymentUpdate(body);
    }
}
