package dev.replicate4j.maven;

import dev.replicate4j.codegen.pin.ModelDeclaration;
import org.jspecify.annotations.Nullable;

/**
 * One {@code <model>} of the plugin's configuration, as Maven fills it in. It takes both forms, mixed as one likes:
 *
 * <pre>{@code
 * <models>
 *   <model>black-forest-labs/flux-dev</model>
 *   <model>
 *     <ref>black-forest-labs/flux-schnell</ref>
 *     <className>Schnell</className>
 *     <arguments>prompt, seed</arguments>
 *   </model>
 * </models>
 * }</pre>
 */
public final class ModelSetting {

    private @Nullable String ref;
    private @Nullable String className;
    private @Nullable String arguments;
    private @Nullable String schemaUrl;

    /** Makes an empty setting, for Maven to fill in. */
    public ModelSetting() {}

    /**
     * Takes the short form: the text of {@code <model>} is the reference.
     *
     * @param text {@code owner/name} or {@code owner/name:version}
     */
    public void set(String text) {
        ref = text;
    }

    /**
     * Names the model.
     *
     * @param text {@code owner/name} or {@code owner/name:version}
     */
    public void setRef(String text) {
        ref = text;
    }

    /**
     * Names the generated class; by default the name is made from the model's.
     *
     * @param text a simple Java class name
     */
    public void setClassName(String text) {
        className = text;
    }

    /**
     * Names the inputs that become arguments of {@code call}; by default the required ones, in the schema's order.
     *
     * @param text names of inputs as the model's page writes them, between commas
     */
    public void setArguments(String text) {
        arguments = text;
    }

    /**
     * Says where the model's OpenAPI document is; by default Replicate is asked.
     *
     * @param text the address of an OpenAPI document, such as {@code http://localhost:5000/openapi.json}
     */
    public void setSchemaUrl(String text) {
        schemaUrl = text;
    }

    ModelDeclaration toDeclaration() {
        return new ModelDeclaration(ref, className, arguments, schemaUrl);
    }
}
