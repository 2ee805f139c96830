package dev.replicate4j.api;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.http.RequestSpec;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to run, and how. Immutable.
 *
 * <pre>{@code
 * PredictionRequest request = PredictionRequest.model("acme/lamp")
 *         .input(Map.of("prompt", "a lamp"))
 *         .preferWait(Duration.ofSeconds(30))
 *         .build();
 * }</pre>
 */
public final class PredictionRequest {

    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Duration MIN_LIFE = Duration.ofSeconds(5);
    private static final Duration MAX_LIFE = Duration.ofHours(24);

    /** What a blocking request may take beyond the time that the API waits. */
    private static final Duration REPLY_MARGIN = Duration.ofSeconds(10);

    private final String path;
    private final Map<String, @Nullable Object> body;
    private final @Nullable Duration preferWait;
    private final @Nullable Duration cancelAfter;

    private PredictionRequest(Builder builder) {
        this.path = builder.path;
        this.body = Fields.copy(builder.body);
        this.preferWait = builder.preferWait;
        this.cancelAfter = builder.cancelAfter;
    }

    /**
     * Runs an official model, by name.
     *
     * @param model {@code owner/name}
     * @return a builder
     * @throws InvalidInputException if the name has another form
     */
    public static Builder model(String model) {
        return new Builder("models/" + Names.ownerAndName("model", model) + "/predictions");
    }

    /**
     * Runs a version of a model.
     *
     * @param version the version's id, {@code owner/name:id}, or {@code owner/name} for official models
     * @return a builder
     */
    public static Builder version(String version) {
        return new Builder("predictions").field("version", version);
    }

    /**
     * Runs what a deployment runs.
     *
     * @param deployment {@code owner/name}
     * @return a builder
     * @throws InvalidInputException if the name has another form
     */
    public static Builder deployment(String deployment) {
        return new Builder("deployments/" + Names.ownerAndName("deployment", deployment) + "/predictions");
    }

    /**
     * Returns the body that is sent.
     *
     * @return the fields by the names that the API uses
     */
    public Map<String, @Nullable Object> body() {
        return body;
    }

    /**
     * Returns the inputs.
     *
     * @return inputs by wire name
     */
    public Map<String, @Nullable Object> input() {
        return Fields.map(body, "input");
    }

    /**
     * Returns how long the API may hold its answer back to give the result at once.
     *
     * @return 1 to 60 seconds; empty to have the answer at once
     */
    public Optional<Duration> preferWait() {
        return Optional.ofNullable(preferWait);
    }

    /**
     * Returns when the API cancels the run.
     *
     * @return 5 seconds to 24 hours after its creation; empty for never
     */
    public Optional<Duration> cancelAfter() {
        return Optional.ofNullable(cancelAfter);
    }

    /** Returns the request to send: never repeated once it may have been received, as each one is billed. */
    RequestSpec call() {
        RequestSpec call = RequestSpec.once("predictions.create", "POST", path).withJson(body);
        if (preferWait != null) {
            call = call.withHeader("Prefer", "wait=" + seconds(preferWait)).withTimeout(preferWait.plus(REPLY_MARGIN));
        }
        return cancelAfter == null ? call : call.withHeader("Cancel-After", seconds(cancelAfter) + "s");
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    /** Returns where the request goes; never the inputs, which may be large or secret. */
    @Override
    public String toString() {
        return "PredictionRequest[" + path + ", inputs=" + input().keySet() + "]";
    }

    /** Collects what a request holds. */
    public static final class Builder {

        private final String path;
        private final Map<String, @Nullable Object> body = new LinkedHashMap<>();
        private @Nullable Duration preferWait;
        private @Nullable Duration cancelAfter;

        private Builder(String path) {
            this.path = path;
        }

        /**
         * Sets the inputs.
         *
         * @param input by wire name; plain Java values as JSON has them, files as URLs
         * @return this builder
         */
        public Builder input(Map<String, ? extends @Nullable Object> input) {
            return field("input", Fields.copy(input));
        }

        /**
         * Lets the API hold its answer back until the run ends, to give the result at once. Without it the answer comes
         * at once and the run goes on.
         *
         * @param wait above zero, at most 60 s; rounded up to whole seconds
         * @return this builder
         * @throws InvalidInputException if out of range
         */
        public Builder preferWait(Duration wait) {
            preferWait = within("preferWait", wait, Duration.ofNanos(1), MAX_WAIT);
            return this;
        }

        /**
         * Lets the API cancel the run after a time, counted from its creation. By default it runs as long as it takes.
         *
         * @param life 5 s to 24 h; rounded up to whole seconds
         * @return this builder
         * @throws InvalidInputException if out of range
         */
        public Builder cancelAfter(Duration life) {
            cancelAfter = within("cancelAfter", life, MIN_LIFE, MAX_LIFE);
            return this;
        }

        /**
         * Has the API report the run's progress.
         *
         * @param webhook an https URL
         * @param events which events; none for the API's default
         * @return this builder
         */
        public Builder webhook(URI webhook, WebhookEvent... events) {
            field("webhook", webhook.toString());
            return events.length == 0 ? this : field("webhook_events_filter", WebhookEvent.wireValues(events));
        }

        /**
         * Asks for an event stream, as older versions of the API needed: today {@code urls.stream} is there for every
         * model that can stream.
         *
         * @param stream whether to ask
         * @return this builder
         */
        public Builder stream(boolean stream) {
            return field("stream", stream);
        }

        /**
         * Sets any field of the body, for one that this version does not know.
         *
         * @param name as the API calls it
         * @param value JSON as plain Java values
         * @return this builder
         */
        public Builder field(String name, @Nullable Object value) {
            body.put(name, value);
            return this;
        }

        /**
         * Makes the request. The builder can be used again.
         *
         * @return an immutable request
         */
        public PredictionRequest build() {
            body.putIfAbsent("input", Map.of());
            return new PredictionRequest(this);
        }

        private static Duration within(String name, Duration value, Duration min, Duration max) {
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new InvalidInputException(
                        name + " must be " + (min.toSeconds() == 0 ? "above 0" : min.toSeconds()) + " to "
                                + max.toSeconds() + " seconds, but is " + value.toMillis() / 1000.0 + ".");
            }
            return value;
        }
    }
}
