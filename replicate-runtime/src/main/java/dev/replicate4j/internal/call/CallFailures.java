package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.CallTimeoutException;
import dev.replicate4j.error.ConnectionException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Says of a run that is not waited for any longer what became of it, what it costs, and how to pick it up again. */
final class CallFailures {

    private CallFailures() {}

    /** The run did not end in time, and cancelling it was tried. */
    static CallTimeoutException of(PredictionSpec spec, Prediction last, @Nullable Throwable notCanceled) {
        String what =
                tooLong(spec.name(), spec.timeout()) + " Prediction " + last.id() + " was " + last.status() + ". ";
        String then = notCanceled == null ? cost(last) : stillThere(spec, last.id(), cause(notCanceled));
        String where = last.urls().web().map(web -> " See " + web + ".").orElse("");
        return new CallTimeoutException(
                what + then + where, last.id(), notCanceled == null ? null : cause(notCanceled));
    }

    /** The create was not even answered in time. */
    static CallTimeoutException unanswered(PredictionSpec spec) {
        return new CallTimeoutException(
                tooLong(spec.name(), spec.timeout())
                        + " Creating the prediction was not answered in that time. If it is answered later, the"
                        + " prediction is canceled then; if it was created, Replicate itself ends it "
                        + text(spec.life()) + " after its creation (Cancel-After).",
                null,
                null);
    }

    /** The run can't be seen any more. */
    static Throwable lost(PredictionSpec spec, String id, Throwable thrown) {
        Throwable failure = cause(thrown);
        return failure instanceof ConnectionException broken
                ? new ConnectionException(
                        "The connection to Replicate was lost while waiting for prediction " + id + " of "
                                + spec.name() + ", which goes on and is billed. " + pickUp(id) + " ("
                                + broken.getMessage() + ")",
                        broken.requestSent(),
                        broken)
                : failure;
    }

    /** Not even the inputs were ready to be sent in time. */
    static CallTimeoutException unprepared(String name, @Nullable Duration timeout) {
        return new CallTimeoutException(
                tooLong(name, timeout)
                        + " Its inputs were still being uploaded, so no prediction was created and nothing is"
                        + " billed. Allow more time, or upload the files before the call.",
                null,
                null);
    }

    private static String tooLong(String name, @Nullable Duration timeout) {
        return name + " did not end within its timeout of " + text(timeout == null ? Duration.ZERO : timeout) + ".";
    }

    private static String cost(Prediction last) {
        if (last.status().equals(Status.ABORTED) || last.status().equals(Status.STARTING)) {
            return "It was canceled before it ran, which is not billed.";
        }
        return last.startedAt().isEmpty() && last.status().equals(Status.CANCELED)
                ? "Whether it ran, and so whether it is billed, is not known."
                : "It was canceled while it ran; Replicate bills the time until then.";
    }

    private static String stillThere(PredictionSpec spec, String id, Throwable failure) {
        return "It could not be canceled (" + reason(failure) + "); Replicate itself ends it " + text(spec.life())
                + " after its creation (Cancel-After), and bills it until then. " + pickUp(id);
    }

    private static String pickUp(String id) {
        return "Pick it up again with replicate.resume(..., \"" + id + "\").";
    }

    private static String reason(Throwable failure) {
        return failure instanceof CancellationException
                ? "the API did not answer"
                : String.valueOf(failure.getMessage());
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() / 1000.0 + " s";
    }
}
