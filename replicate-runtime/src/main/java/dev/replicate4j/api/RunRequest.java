package dev.replicate4j.api;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prediction or training to be created. */
abstract class RunRequest<R> extends JsonBody<R> {

    RunRequest(Map<String, @Nullable Object> body) {
        super(body);
    }

    /**
     * Sets the inputs.
     *
     * @param input by wire name; plain Java values as JSON has them, files as for a {@code ModelFunction}: paths, URIs and more
     */
    public final R input(Map<String, ? extends @Nullable Object> input) {
        return set("input", input);
    }

    /**
     * Sets where the API reports the progress.
     *
     * @param webhook an https URL
     * @param events which events; none for the API's default
     */
    public final R webhook(URI webhook, WebhookEvent... events) {
        Map<String, @Nullable Object> changed = JsonValues.with(body(), "webhook", webhook.toString());
        return withBody(
                events.length == 0
                        ? changed
                        : JsonValues.with(changed, "webhook_events_filter", WebhookEvent.wireValues(events)));
    }

    /** {@return the inputs by wire name} */
    public final Map<String, @Nullable Object> input() {
        return JsonValues.object(body().get("input"));
    }
}
