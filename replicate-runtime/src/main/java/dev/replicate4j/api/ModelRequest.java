package dev.replicate4j.api;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model to be created. Immutable; each method returns a changed one.
 *
 * <pre>{@code
 * ModelRequest.of("acme", "lamp", Visibility.PRIVATE, "gpu-t4").description("Turns lamps on");
 * }</pre>
 */
public final class ModelRequest {

    private final Map<String, @Nullable Object> body;

    private ModelRequest(Map<String, ? extends @Nullable Object> body) {
        this.body = Fields.copy(body);
    }

    /**
     * Names what every model needs.
     *
     * @param owner user or organization that the token belongs to
     * @param name lower case letters, digits, dashes, underscores or dots
     * @param visibility public or private
     * @param hardware the {@linkplain Hardware#sku SKU} of the machine that it runs on
     * @return a request
     */
    public static ModelRequest of(String owner, String name, Visibility visibility, String hardware) {
        return new ModelRequest(Map.of())
                .with("owner", owner)
                .with("name", name)
                .with("visibility", visibility.value())
                .with("hardware", hardware);
    }

    /**
     * Says what the model does.
     *
     * @param description one sentence
     * @return a changed request
     */
    public ModelRequest description(String description) {
        return with("description", description);
    }

    /**
     * Names its source code.
     *
     * @param githubUrl the address of a repository
     * @return a changed request
     */
    public ModelRequest githubUrl(URI githubUrl) {
        return with("github_url", githubUrl.toString());
    }

    /**
     * Names the paper on it.
     *
     * @param paperUrl its address
     * @return a changed request
     */
    public ModelRequest paperUrl(URI paperUrl) {
        return with("paper_url", paperUrl.toString());
    }

    /**
     * Names its license.
     *
     * @param licenseUrl the address of a text
     * @return a changed request
     */
    public ModelRequest licenseUrl(URI licenseUrl) {
        return with("license_url", licenseUrl.toString());
    }

    /**
     * Names its picture.
     *
     * @param coverImageUrl the address of an image
     * @return a changed request
     */
    public ModelRequest coverImageUrl(URI coverImageUrl) {
        return with("cover_image_url", coverImageUrl.toString());
    }

    /**
     * Sets any field, for one that this version does not know.
     *
     * @param field as the API calls it
     * @param value JSON as plain Java values; null is sent as null
     * @return a changed request
     */
    public ModelRequest with(String field, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(body);
        changed.put(field, value);
        return new ModelRequest(changed);
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
        return "ModelRequest" + body;
    }
}
