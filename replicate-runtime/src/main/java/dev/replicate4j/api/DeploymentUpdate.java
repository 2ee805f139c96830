package dev.replicate4j.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change about a deployment; what is not set stays. Immutable; each method returns a changed one.
 *
 * <pre>{@code
 * DeploymentUpdate.empty().maxInstances(5);
 * }</pre>
 */
public final class DeploymentUpdate {

    private final Map<String, @Nullable Object> body;

    private DeploymentUpdate(Map<String, ? extends @Nullable Object> body) {
        this.body = Fields.copy(body);
    }

    /**
     * Changes nothing yet.
     *
     * @return a update
     */
    public static DeploymentUpdate empty() {
        return new DeploymentUpdate(Map.of());
    }

    /**
     * Sets which version runs.
     *
     * @param version its id: 64 hexadecimal digits
     * @return a changed update
     */
    public DeploymentUpdate version(String version) {
        return with("version", version);
    }

    /**
     * Sets what it runs on.
     *
     * @param hardware the {@linkplain Hardware#sku SKU} of the machine
     * @return a changed update
     */
    public DeploymentUpdate hardware(String hardware) {
        return with("hardware", hardware);
    }

    /**
     * Sets how many instances are always on, which is billed.
     *
     * @param minInstances 0 to 5
     * @return a changed update
     */
    public DeploymentUpdate minInstances(int minInstances) {
        return with("min_instances", Names.within("minInstances", minInstances, 0, 5));
    }

    /**
     * Sets how many instances there are at most.
     *
     * @param maxInstances 0 to 20
     * @return a changed update
     */
    public DeploymentUpdate maxInstances(int maxInstances) {
        return with("max_instances", Names.within("maxInstances", maxInstances, 0, 20));
    }

    /**
     * Sets any field, for one that this version does not know.
     *
     * @param field as the API calls it
     * @param value JSON as plain Java values; null is sent as null
     * @return a changed update
     */
    public DeploymentUpdate with(String field, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(body);
        changed.put(field, value);
        return new DeploymentUpdate(changed);
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
        return "DeploymentUpdate" + body;
    }
}
