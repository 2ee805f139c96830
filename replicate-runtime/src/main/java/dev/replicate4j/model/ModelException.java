package dev.replicate4j.model;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.ReplicateException;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The model ran, or was to run, and did not succeed: its prediction {@code failed}, was {@code canceled}, or was
 * {@code aborted} before it began.
 *
 * <pre>{@code
 * try {
 *     FluxDev.call("a cat");
 * } catch (ModelException e) {
 *     log.warn(e.getMessage() + "\n" + e.logs());
 * }
 * }</pre>
 *
 * <p>It is not retried: another run would cost again.
 */
public final class ModelException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    /** Replicate puts its own codes into the text of an error: {@code (E1001)}, {@code (E005)}. */
    private static final Pattern CODE = Pattern.compile("\\bE\\d{3,4}\\b");

    private final Prediction prediction;

    private ModelException(String message, Prediction prediction) {
        super(message);
        this.prediction = prediction;
    }

    /**
     * Makes the exception for a run that did not succeed.
     *
     * @param model the model's name, for the message
     * @param prediction the run as it ended
     * @param secrets values of secret inputs, which a model may repeat in its error: masked in the message
     * @return the exception
     */
    public static ModelException of(String model, Prediction prediction, Collection<String> secrets) {
        String error = prediction.error().map(text -> ": " + text).orElse(".");
        for (String secret : secrets) {
            error = error.replace(secret, "***");
        }
        String where = prediction.urls().web().map(web -> ", " + web).orElse("");
        return new ModelException(
                model + " " + what(prediction.status()) + error + " (prediction " + prediction.id() + where + ")",
                prediction);
    }

    private static String what(Status status) {
        if (status.equals(Status.CANCELED)) {
            return "was canceled";
        }
        return status.equals(Status.ABORTED) ? "was aborted before it ran, which is not billed" : "failed";
    }

    /** {@return the prediction as it ended} */
    public Prediction prediction() {
        return prediction;
    }

    /** {@return the status: {@link Status#FAILED}, {@link Status#CANCELED} or {@link Status#ABORTED}} */
    public Status status() {
        return prediction.status();
    }

    /** {@return Replicate's code for the error, such as {@code E1001} for out of memory; empty where its text holds none} */
    public Optional<String> errorCode() {
        Matcher matcher = CODE.matcher(prediction.error().orElse(""));
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** {@return the logs; empty where there are none} */
    public String logs() {
        return prediction.logs();
    }

    /** {@return the run's page on Replicate's web site} */
    public Optional<URI> webUrl() {
        return prediction.urls().web();
    }
}
