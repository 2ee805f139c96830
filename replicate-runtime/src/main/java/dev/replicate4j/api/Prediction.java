package dev.replicate4j.api;

import java.time.Instant;
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
 */
public final class Prediction extends RunState {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public Prediction(Map<String, ? extends @Nullable Object> json) {
        super(json);
    }

    /** {@return the deployment that runs it, {@code owner/name}, if it was created on one} */
    public Optional<String> deployment() {
        return text("deployment");
    }

    /**
     * {@return the output so far, as plain Java values that cannot be changed} Null where there is none yet, or none any more.
     * Files are URLs here; {@code replicate.resume(prediction)} gives them as paths.
     */
    public @Nullable Object output() {
        return json().get("output");
    }

    /** {@return the time at which the API cancels it, if it was created with {@code Cancel-After}} */
    public Optional<Instant> deadline() {
        return time("deadline");
    }

    /**
     * {@return whether input, output and logs have been removed} This happens an hour after the end of a prediction that was
     * created through the API.
     */
    public boolean isDataRemoved() {
        return flag("data_removed");
    }
}
