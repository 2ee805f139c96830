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
public final class ModelUpdate extends ModelDetails<ModelUpdate> {

    private static final ModelUpdate EMPTY = new ModelUpdate(Map.of());

    private ModelUpdate(Map<String, @Nullable Object> body) {
        super(body);
    }

    /** {@return an update that changes nothing yet} */
    public static ModelUpdate empty() {
        return EMPTY;
    }

    /** Sets the address of its weights. */
    public ModelUpdate weightsUrl(URI weightsUrl) {
        return set("weights_url", weightsUrl.toString());
    }

    /** Sets the text of its page, in Markdown. */
    public ModelUpdate readme(String readme) {
        return set("readme", readme);
    }

    @Override
    ModelUpdate withBody(Map<String, @Nullable Object> body) {
        return new ModelUpdate(body);
    }
}
