package dev.replicate4j.api;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change about a model; what is not set stays. Immutable; each method returns a changed one.
 *
 * <pre>{@code
 * ModelUpdate.empty().description("Turns lamps on").readme("# Lamp");
 * }</pre>
 */
public final class ModelUpdate {

    private final Map<String, @Nullable Object> body;

    private ModelUpdate(Map<String, ? extends @Nullable Object> body) {
        this.body = Fields.copy(body);
    }

    /**
     * Changes nothing yet.
     *
     * @return a update
     */
    public static ModelUpdate empty() {
        return new ModelUpdate(Map.of());
    }

    /**
     * Says what the model does.
     *
     * @param description one sentence
     * @return a changed update
     */
    public ModelUpdate description(String description) {
        return with("description", description);
    }

    /**
     * Names its source code.
     *
     * @param githubUrl the address of a repository
     * @return a changed update
     */
    public ModelUpdate githubUrl(URI githubUrl) {
        return with("github_url", githubUrl.toString());
    }

    /**
     * Names the paper on it.
     *
     * @param paperUrl its address
     * @return a changed update
     */
    public ModelUpdate paperUrl(URI paperUrl) {
        return with("paper_url", paperUrl.toString());
    }

    /**
     * Names its license.
     *
     * @param licenseUrl the address of a text
     * @return a changed update
     */
    public ModelUpdate licenseUrl(URI licenseUrl) {
        return with("license_url", licenseUrl.toString());
    }

    /**
     * Names its weights.
     *
     * @param weightsUrl their address
     * @return a changed update
     */
    public ModelUpdate weightsUrl(URI weightsUrl) {
        return with("weights_url", weightsUrl.toString());
    }

    /**
     * Sets the text of its page.
     *
     * @param readme Markdown
     * @return a changed update
     */
    public ModelUpdate readme(String readme) {
        return with("readme", readme);
    }

    /**
     * Sets any field, for one that this version does not know.
     *
     * @param field as the API calls it
     * @param value JSON as plain Java values; null is sent as null
     * @return a changed update
     */
    public ModelUpdate with(String field, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(body);
        changed.put(field, value);
        return new ModelUpdate(changed);
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
        return "ModelUpdate" + body;
    }
}
