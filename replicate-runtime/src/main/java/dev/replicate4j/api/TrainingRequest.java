package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.RequestSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training to be created. Immutable; each method returns a changed copy.
 *
 * <pre>{@code
 * TrainingRequest.of("acme/lamp", version, "acme/my-lamp", Map.of("input_images", "https://example.com/lamps.zip"));
 * }</pre>
 */
public final class TrainingRequest extends RunRequest<TrainingRequest> {

    private final String path;

    private TrainingRequest(String path, Map<String, @Nullable Object> body) {
        super(body);
        this.path = path;
    }

    /**
     * Makes a request of what every training needs.
     *
     * @param model the model to train: {@code owner/name}
     * @param version the id of the version to train
     * @param destination the model that gets the new version: {@code owner/name}, existing and your own
     * @param input by wire name; plain Java values as JSON has them, files as for a {@code ModelFunction}: paths, URIs and more
     * @return a request
     * @throws IllegalArgumentException if a name has another form
     */
    public static TrainingRequest of(
            String model, String version, String destination, Map<String, ? extends @Nullable Object> input) {
        String at = "models/" + Names.ownerAndName("model", model) + "/" + path("versions", version, "trainings");
        Names.ownerAndName("destination", destination);
        return new TrainingRequest(at, Map.of()).set("destination", destination).input(input);
    }

    @Override
    TrainingRequest withBody(Map<String, @Nullable Object> body) {
        return new TrainingRequest(path, body);
    }

    RequestSpec call() {
        return RequestSpec.once("trainings.create", "POST", path).withJson(body());
    }

    /** Returns where the request goes and the names of the inputs; never their values, which may be large or secret. */
    @Override
    public String toString() {
        return "TrainingRequest[" + path + ", destination=" + body().get("destination") + ", inputs=" + input().keySet()
                + "]";
    }
}
