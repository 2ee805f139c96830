package dev.replicate4j.api;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model to be created. Immutable; each method returns a changed copy.
 *
 * <pre>{@code
 * ModelRequest.of("acme", "lamp", Visibility.PRIVATE, "gpu-t4").description("Turns lamps on");
 * }</pre>
 */
public final class ModelRequest extends ModelDetails<ModelRequest> {

    private ModelRequest(Map<String, @Nullable Object> body) {
        super(body);
    }

    /**
     * Makes a request of what every model needs.
     *
     * @param owner the user or organization that the token belongs to
     * @param name lower case letters, digits, dashes, underscores or dots
     * @param visibility public or private
     * @param hardware the {@linkplain Hardware#sku SKU} of the hardware that it runs on
     * @return a request
     */
    public static ModelRequest of(String owner, String name, Visibility visibility, String hardware) {
        return new ModelRequest(Map.of())
                .set("owner", owner)
                .set("name", name)
                .set("visibility", visibility.value())
                .set("hardware", hardware);
    }

    /** Sets the address of its picture. */
    public ModelRequest coverImageUrl(URI coverImageUrl) {
        return set("cover_image_url", coverImageUrl.toString());
    }

    @Override
    ModelRequest withBody(Map<String, @Nullable Object> body) {
        return new ModelRequest(body);
    }
}
