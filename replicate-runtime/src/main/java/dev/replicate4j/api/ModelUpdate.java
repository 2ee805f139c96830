package dev.replicate4j.api;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a model's page; what is not set stays. Immutable; each method returns a changed copy.
 *
 * <pre>{@code
 * ModelUpdate.empty().description("Turns lamps on").readme("# Lamp");
 * }</pre>
 */
public final class ModelUpdate extends JsonBody<ModelUpdate> {

    private static final ModelUpdate EMPTY = new ModelUpdate(Map.of());

    private ModelUpdate(Map<String, @Nullable Object> body) {
        super(body);
    }

    /** {@return an update that changes nothing yet} */
    public static ModelUpdate empty() {
        return EMPTY;
    }

    /**
     * Sets the description of what the model does.
     *
     * @param description one sentence
     * @return a changed copy
     */
    public ModelUpdate description(String description) {
        return set("description", description);
    }

    /**
     * Sets the address of its source code.
     *
     * @param githubUrl the address of a repository
     * @return a changed copy
     */
    public ModelUpdate githubUrl(URI githubUrl) {
        return set("github_url", githubUrl.toString());
    }

    /**
     * Sets the address of the paper on it.
     *
     * @param paperUrl an address
     * @return a changed copy
     */
    public ModelUpdate paperUrl(URI paperUrl) {
        return set("paper_url", paperUrl.toString());
    }

    /**
     * Sets the address of its license.
     *
     * @param licenseUrl the address of a text
     * @return a changed copy
     */
    public ModelUpdate licenseUrl(URI licenseUrl) {
        return set("license_url", licenseUrl.toString());
    }

    /**
     * Sets the address of its weights.
     *
     * @param weightsUrl an address
     * @return a changed copy
     */
    public ModelUpdate weightsUrl(URI weightsUrl) {
        return set("weights_url", weightsUrl.toString());
    }

    /**
     * Sets the text of its page.
     *
     * @param readme Markdown
     * @return a changed copy
     */
    public ModelUpdate readme(String readme) {
        return set("readme", readme);
    }

    @Override
    ModelUpdate withBody(Map<String, @Nullable Object> body) {
        return new ModelUpdate(body);
    }
}
