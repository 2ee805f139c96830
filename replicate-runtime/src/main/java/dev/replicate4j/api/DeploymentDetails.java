package dev.replicate4j.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many instances a deployment has, which is to be created or changed. */
abstract class DeploymentDetails<R> extends JsonBody<R> {

    DeploymentDetails(Map<String, @Nullable Object> body) {
        super(body);
    }

    /**
     * Sets the number of instances that are always on, which are billed.
     *
     * @param minInstances 0 to 5
     * @throws IllegalArgumentException if out of range
     */
    public final R minInstances(int minInstances) {
        return set("min_instances", Names.within("minInstances", minInstances, 0, 5));
    }

    /**
     * Sets the largest number of instances.
     *
     * @param maxInstances 0 to 20
     * @throws IllegalArgumentException if out of range
     */
    public final R maxInstances(int maxInstances) {
        return set("max_instances", Names.within("maxInstances", maxInstances, 0, 20));
    }
}
