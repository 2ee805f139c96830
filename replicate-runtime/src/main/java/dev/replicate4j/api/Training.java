package dev.replicate4j.api;

import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that makes a new version of a model.
 *
 * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
 *     and one that is null
 */
public record Training(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the object. */
    public Training {
        json = Fields.copy(json);
    }

    /**
     * Returns its id.
     *
     * @return 26 letters and digits
     */
    public String id() {
        return Fields.requiredText(json, "id");
    }

    /**
     * Returns the model that is trained.
     *
     * @return {@code owner/name}
     */
    public Optional<String> model() {
        return Fields.text(json, "model");
    }

    /**
     * Returns the version that is trained.
     *
     * @return its id
     */
    public Optional<String> version() {
        return Fields.text(json, "version");
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
     * @return inputs by name
     */
    public Map<String, @Nullable Object> input() {
        return Fields.map(json, "input");
    }

    /**
     * Returns what was made.
     *
     * @return version and weights; empty until the training has succeeded
     */
    public Optional<Training.Output> output() {
        return Fields.object(json, "output", Training.Output::new);
    }

    /**
     * Returns what was measured.
     *
     * @return the metrics; empty until the training ends
     */
    public Metrics metrics() {
        return new Metrics(Fields.map(json, "metrics"));
    }

    /**
     * Returns the addresses of the training.
     *
     * @return get, cancel, web
     */
    public PredictionUrls urls() {
        return new PredictionUrls(Fields.map(json, "urls"));
    }

    /**
     * Returns when it was created.
     *
     * @return the time
     */
    public Instant createdAt() {
        return Fields.requiredTime(json, "created_at");
    }

    /**
     * Returns when it began.
     *
     * @return the time
     */
    public Optional<Instant> startedAt() {
        return Fields.time(json, "started_at");
    }

    /**
     * Returns when it ended.
     *
     * @return the time
     */
    public Optional<Instant> completedAt() {
        return Fields.time(json, "completed_at");
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

    /** Returns id, model and status; never the input. */
    @Override
    public String toString() {
        return "Training[id=" + json.get("id") + ", model=" + json.get("model") + ", status=" + json.get("status")
                + "]";
    }

    /**
     * Returns why the training failed.
     *
     * @return the error; empty for a training that did not fail
     */
    public Optional<String> error() {
        return Fields.text(json, "error").filter(text -> !text.isEmpty());
    }

    /**
     * Returns what the training has printed.
     *
     * @return the logs so far; empty where there are none
     */
    public String logs() {
        return Fields.text(json, "logs").orElse("");
    }

    /**
     * What a training has made.
     *
     * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
     *     and one that is null
     */
    public record Output(Map<String, @Nullable Object> json) implements Serializable {

        /** Copies the object. */
        public Output {
            json = Fields.copy(json);
        }

        /**
         * Returns the version that was made.
         *
         * @return {@code owner/name:id}
         */
        public Optional<String> version() {
            return Fields.text(json, "version");
        }

        /**
         * Returns the trained weights.
         *
         * @return the address of a file
         */
        public Optional<URI> weights() {
            return Fields.uri(json, "weights");
        }
    }
}
