package dev.replicate4j.api;

import dev.replicate4j.internal.http.RequestSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A prediction to be created. Immutable; each method returns a changed copy.
 *
 * <pre>{@code
 * PredictionRequest request = PredictionRequest.model("acme/lamp")
 *         .input(Map.of("prompt", "a lamp"))
 *         .preferWait(Duration.ofSeconds(30));
 * }</pre>
 */
public final class PredictionRequest extends RunRequest<PredictionRequest> {

    private static final String MODELS = "models/";
    private static final String PREDICTIONS = "/predictions";

    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Duration MIN_LIFE = Duration.ofSeconds(5);
    private static final Duration MAX_LIFE = Duration.ofHours(24);

    /** What a blocking request may take beyond the time that the API waits. */
    private static final Duration REPLY_MARGIN = Duration.ofSeconds(10);

    private final String path;
    private final @Nullable Duration preferWait;
    private final @Nullable Duration cancelAfter;

    private PredictionRequest(
            String path,
            Map<String, @Nullable Object> body,
            @Nullable Duration preferWait,
            @Nullable Duration cancelAfter) {
        super(body);
        this.path = path;
        this.preferWait = preferWait;
        this.cancelAfter = cancelAfter;
    }

    private static PredictionRequest at(String path) {
        return new PredictionRequest(path, Map.of("input", Map.of()), null, null);
    }

    /**
     * Runs an official model, by name.
     *
     * @param model {@code owner/name}; community models run by {@link #version}
     * @return a request without inputs
     * @throws IllegalArgumentException if the name has another form
     */
    public static PredictionRequest model(String model) {
        if (model.contains(":")) {
            throw new IllegalArgumentException(
                    "PredictionRequest.model(...) takes the name of an official model, but found" + " \"" + model
                            + "\". Use PredictionRequest.version(\"" + model + "\") to run a version.");
        }
        return at(MODELS + Names.ownerAndName("model", model) + PREDICTIONS);
    }

    /**
     * Runs a version of a model.
     *
     * @param version the version's id, {@code owner/name:id}, or {@code owner/name} for official models
     * @return a request without inputs
     */
    public static PredictionRequest version(String version) {
        return at("predictions").set("version", version);
    }

    /**
     * Runs what a deployment runs.
     *
     * @param deployment {@code owner/name}
     * @return a request without inputs
     * @throws IllegalArgumentException if the name has another form
     */
    public static PredictionRequest deployment(String deployment) {
        return at("deployments/" + Names.ownerAndName("deployment", deployment) + PREDICTIONS);
    }

    /**
     * Sets the context of the run, which Cog gives to the model beside its inputs. A model that calls others for the account of
     * whoever runs it takes its token from the entry {@code replicate_api_token}.
     *
     * @param context may hold secrets: it is shown nowhere
     */
    public PredictionRequest context(Map<String, String> context) {
        return set("context", context);
    }

    /**
     * Lets the API hold its answer back until the run has ended, so that it contains the output. Without it the answer comes
     * at once and the run goes on.
     *
     * @param wait above zero, at most 60 s; rounded up to whole seconds
     * @throws IllegalArgumentException if out of range
     */
    public PredictionRequest preferWait(Duration wait) {
        return new PredictionRequest(
                path, body(), within("preferWait", wait, Duration.ofNanos(1), MAX_WAIT), cancelAfter);
    }

    /**
     * Lets the API cancel the run after a time, counted from its creation. By default it runs as long as it takes.
     *
     * @param life 5 s to 24 h; rounded up to whole seconds
     * @throws IllegalArgumentException if out of range
     */
    public PredictionRequest cancelAfter(Duration life) {
        return new PredictionRequest(path, body(), preferWait, within("cancelAfter", life, MIN_LIFE, MAX_LIFE));
    }

    /**
     * Asks for an event stream, as older versions of the API needed. Today {@code urls.stream} is present for every model that
     * can stream.
     *
     * @param stream whether to ask
     */
    public PredictionRequest stream(boolean stream) {
        return set("stream", stream);
    }

    /** {@return how long the API may hold its answer back; empty to have the answer at once} */
    public Optional<Duration> preferWait() {
        return Optional.ofNullable(preferWait);
    }

    /** {@return the time after which the API cancels the run; empty for never} */
    public Optional<Duration> cancelAfter() {
        return Optional.ofNullable(cancelAfter);
    }

    @Override
    PredictionRequest withBody(Map<String, @Nullable Object> body) {
        return new PredictionRequest(path, body, preferWait, cancelAfter);
    }

    /** Returns the request to send: never repeated once it may have been received, as each one is billed. */
    RequestSpec call() {
        RequestSpec call = RequestSpec.once("predictions.create", "POST", path).withJson(body());
        if (preferWait != null) {
            call = call.withHeader("Prefer", "wait=" + seconds(preferWait)).withTimeout(preferWait.plus(REPLY_MARGIN));
        }
        return cancelAfter == null ? call : call.withHeader("Cancel-After", seconds(cancelAfter) + "s");
    }

    /** Returns the model that runs by its name alone; empty for a version or a deployment. */
    Optional<String> modelByName() {
        return path.startsWith(MODELS)
                ? Optional.of(path.substring(MODELS.length(), path.length() - PREDICTIONS.length()))
                : Optional.empty();
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    private static Duration within(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be " + (min.toSeconds() == 0 ? "above 0" : min.toSeconds())
                    + " to " + max.toSeconds() + " seconds, but is " + value.toMillis() / 1000.0 + ".");
        }
        return value;
    }

    /** Returns where the request goes and the names of the inputs; never their values, which may be large or secret. */
    @Override
    public String toString() {
        return "PredictionRequest[" + path + ", inputs=" + input().keySet() + "]";
    }
}
