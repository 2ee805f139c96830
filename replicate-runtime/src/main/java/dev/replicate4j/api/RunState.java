package dev.replicate4j.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What predictions and trainings have in common, as it was when the API answered. */
public abstract sealed class RunState extends ApiObject permits Prediction, Training {

    private static final long serialVersionUID = 1L;

    RunState(Map<String, ? extends @Nullable Object> json) {
        super(json, "id", "model", "status");
    }

    /** {@return the id: 26 letters and digits} */
    public final String id() {
        return requiredText("id");
    }

    /**
     * {@return the model, {@code owner/name}} For official models it is sometimes an internal name, and it is missing in old
     * predictions.
     */
    public final Optional<String> model() {
        return text("model");
    }

    /**
     * {@return the version that runs, 64 hexadecimal digits, which may be another than the requested one} Of official models it
     * is {@code hidden}, or an id that starts with {@code dp-} or {@code d-}.
     */
    public final Optional<String> version() {
        return text("version");
    }

    /** {@return the status} */
    public final Status status() {
        return new Status(requiredText("status"));
    }

    /** {@return the inputs by name, as the API echoes them; empty after the data has been removed} */
    public final Map<String, @Nullable Object> input() {
        return map("input");
    }

    /** {@return why it failed; empty if it did not fail, for which the API sends null or an empty text} */
    public final Optional<String> error() {
        return text("error").filter(text -> !text.isEmpty());
    }

    /** {@return the logs so far; empty where there are none} */
    public final String logs() {
        return text("logs").orElse("");
    }

    /** {@return what was measured; empty until the end} */
    public final Metrics metrics() {
        return new Metrics(map("metrics"));
    }

    /** {@return the addresses to get, cancel and stream it, and of its web page} */
    public final PredictionUrls urls() {
        return new PredictionUrls(map("urls"));
    }

    /** {@return the time of its creation, with up to 9 fractional digits} */
    public final Instant createdAt() {
        return requiredTime("created_at");
    }

    /** {@return the time at which the model began to run} */
    public final Optional<Instant> startedAt() {
        return time("started_at");
    }

    /** {@return the time of its end} */
    public final Optional<Instant> completedAt() {
        return time("completed_at");
    }

    /** {@return whether it was created on the web site or through the API} */
    public final Optional<Source> source() {
        return text("source").map(Source::new);
    }

    /** {@return the URL that webhooks are sent to, where one was given} */
    public final Optional<URI> webhook() {
        return uri("webhook");
    }

    /** {@return the events that webhooks are sent for, in the words of the API; empty where none were chosen} */
    public final List<String> webhookEventsFilter() {
        return texts("webhook_events_filter");
    }
}
