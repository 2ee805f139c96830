package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.RequestSpec;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to train, with what, and where the result goes. Immutable; each method returns a changed one.
 *
 * <pre>{@code
 * TrainingRequest.of("acme/lamp", version, "acme/my-lamp", Map.of("input_images", "https://example.com/lamps.zip"));
 * }</pre>
 */
public final class TrainingRequest {

    private final String path;
    private final Map<String, @Nullable Object> body;

    private TrainingRequest(String path, Map<String, ? extends @Nullable Object> body) {
        this.path = path;
        this.body = Fields.copy(body);
    }

    /**
     * Names what every training needs.
     *
     * @param model the model to train: {@code owner/name}
     * @param version the version to train: its id
     * @param destination the model that gets the new version: {@code owner/name}, existing and one's own
     * @param input by wire name; plain Java values as JSON has them, files as URLs
     * @return a request
     */
    public static TrainingRequest of(
            String model, String version, String destination, Map<String, ? extends @Nullable Object> input) {
        String at = "models/" + Names.ownerAndName("model", model) + "/" + path("versions", version, "trainings");
        return new TrainingRequest(at, Map.of())
                .with("destination", destination)
                .with("input", Fields.copy(input));
    }

    /**
     * Has the API report the training's progress.
     *
     * @param webhook an https URL
     * @param events which events; none for the API's default
     * @return a changed request
     */
    public TrainingRequest webhook(URI webhook, WebhookEvent... events) {
        TrainingRequest changed = with("webhook", webhook.toString());
        return events.length == 0 ? changed : changed.with("webhook_events_filter", WebhookEvent.wireValues(events));
    }

    /**
     * Sets any field, for one that this version does not know.
     *
     * @param field as the API calls it
     * @param value JSON as plain Java values; null is sent as null
     * @return a changed request
     */
    public TrainingRequest with(String field, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(body);
        changed.put(field, value);
        return new TrainingRequest(path, changed);
    }

    /**
     * Returns the body that is sent.
     *
     * @return the fields by the names that the API uses; what was not set is absent
     */
    public Map<String, @Nullable Object> body() {
        return body;
    }

    RequestSpec call() {
        return RequestSpec.once("trainings.create", "POST", path).withJson(body);
    }

    /** Returns where the request goes; never the inputs, which may be large or secret. */
    @Override
    public String toString() {
        return "TrainingRequest[" + path + ", destination=" + body.get("destination") + ", inputs="
                + Fields.map(body, "input").keySet() + "]";
    }
}
