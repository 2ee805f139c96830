package dev.replicate4j.api;

import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a model, as it was when the API answered.
 *
 * <pre>{@code
 * Prediction prediction = replicate.predictions().get("gm3qorzdhgbfurvjtvhg6dckhu");
 * if (prediction.status().isTerminal()) {
 *     System.out.println(prediction.output());
 * }
 * }</pre>
 *
 * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
 *     and one that is null
 */
public record Prediction(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the object. */
    public Prediction {
        json = Fields.copy(json);
    }

    /**
     * Returns the id.
     *
     * @return 26 letters and digits
     */
    public String id() {
        return Fields.requiredText(json, "id");
    }

    /**
     * Returns the model that runs.
     *
     * @return {@code owner/name}; for official models sometimes an internal name, in old predictions nothing
     */
    public Optional<String> model() {
        return Fields.text(json, "model");
    }

    /**
     * Returns the version that runs, which may be another than the requested one.
     *
     * @return 64 hexadecimal digits; {@code hidden} or an id that starts with {@code dp-} or {@code d-} for official models
     */
    public Optional<String> version() {
        return Fields.text(json, "version");
    }

    /**
     * Returns the deployment that runs it.
     *
     * @return {@code owner/name}, for a prediction that was created on a deployment
     */
    public Optional<String> deployment() {
        return Fields.text(json, "deployment");
    }

    /**
     * Returns how far it has come.
     *
     * @return the status
     */
    public Status status() {
        return new Status(Fields.requiredText(json, "status"));
    }

    /**
     * Returns the inputs as the API echoes them.
     *
     * @return inputs by name; empty after the data has been removed
     */
    public Map<String, @Nullable Object> input() {
        return Fields.map(json, "input");
    }

    /**
     * Returns what the model has made so far.
     *
     * @return JSON as plain Java values; null where there is none yet, or not any more
     */
    public @Nullable Object output() {
        return json.get("output");
    }

    /**
     * Returns why the run failed.
     *
     * @return the error; empty for a run that did not fail, for which the API sends null or an empty text
     */
    public Optional<String> error() {
        return Fields.text(json, "error").filter(text -> !text.isEmpty());
    }

    /**
     * Returns what the model has printed.
     *
     * @return the logs so far; empty where there are none
     */
    public String logs() {
        return Fields.text(json, "logs").orElse("");
    }

    /**
     * Returns what was measured.
     *
     * @return the metrics; empty until the run ends
     */
    public Metrics metrics() {
        return new Metrics(Fields.map(json, "metrics"));
    }

    /**
     * Returns the addresses of the prediction.
     *
     * @return get, cancel, web, stream
     */
    public PredictionUrls urls() {
        return new PredictionUrls(Fields.map(json, "urls"));
    }

    /**
     * Returns when it was created.
     *
     * @return the time, with up to 9 fractional digits
     */
    public Instant createdAt() {
        return Fields.requiredTime(json, "created_at");
    }

    /**
     * Returns when the model began to run.
     *
     * @return the time
     */
    public Optional<Instant> startedAt() {
        return Fields.time(json, "started_at");
    }

    /**
     * Returns when the run ended.
     *
     * @return the time
     */
    public Optional<Instant> completedAt() {
        return Fields.time(json, "completed_at");
    }

    /**
     * Returns when the run is cancelled if it has not ended.
     *
     * @return the time, for a prediction that was created with {@code Cancel-After}
     */
    public Optional<Instant> deadline() {
        return Fields.time(json, "deadline");
    }

    /**
     * Tells whether input, output and logs have been removed, which happens an hour after the end of a run that was
     * created through the API.
     *
     * @return whether the data is gone
     */
    public boolean dataRemoved() {
        return Fields.flag(json, "data_removed");
    }

    /**
     * Returns where it was created.
     *
     * @return web site or API
     */
    public Optional<Source> source() {
        return Fields.text(json, "source").map(Source::new);
    }

    /**
     * Returns where the API reports progress to.
     *
     * @return the webhook, where one was given
     */
    public Optional<URI> webhook() {
        return Fields.uri(json, "webhook");
    }

    /**
     * Returns which events the webhook gets.
     *
     * @return the words that the API uses; empty where none were chosen
     */
    public List<String> webhookEventsFilter() {
        return Fields.texts(json, "webhook_events_filter");
    }

    /** Returns id, model and status; never input or output, which may be large or secret. */
    @Override
    public String toString() {
        return "Prediction[id=" + json.get("id") + ", model=" + json.get("model") + ", status=" + json.get("status")
                + "]";
    }
}
