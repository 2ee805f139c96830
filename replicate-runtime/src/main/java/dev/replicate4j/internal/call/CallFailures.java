package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.CallTimeoutException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.internal.http.Futures;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Says of a run that is not waited for any longer what became of it, what it costs, and how to pick it up again. */
final class CallFailures {

    private static final String SEE_LIST =
            "If a prediction was created, it goes on and is billed:" + " see replicate.predictions().list().";

    private CallFailures() {}

    /** The run did not end in time, and cancelling it was tried. */
    static CallTimeoutException of(PredictionSpec spec, Prediction last, @Nullable Throwable notCanceled) {
        String what =
                tooLong(spec.name(), spec.timeout()) + " Prediction " + last.id() + " was " + last.status() + ". ";
        String then = notCanceled == null ? cost(last) : stillThere(spec, last.id(), Futures.unwrap(notCanceled));
        String where = last.urls().web().map(web -> " See " + web + ".").orElse("");
        return new CallTimeoutException(
                what + then + where, last.id(), notCanceled == null ? null : Futures.unwrap(notCanceled));
    }

    /** There was no prediction in time. */
    static CallTimeoutException late(String name, @Nullable Duration timeout, @Nullable String id, String fate) {
        return new CallTimeoutException(tooLong(name, timeout) + " " + fate, id, null);
    }

    /** {@return what becomes of a create that is given up} */
    static String fate(CreateState state, @Nullable Duration timeout) {
        String bound = timeout == null
                ? ""
                : " Replicate itself ends it " + text(PredictionSpec.life(timeout))
                        + " after its creation (Cancel-After).";
        return switch (state) {
            case PREPARING ->
                "Its inputs or its model were still being prepared, so no prediction was created, and none will be.";
            case WAITING -> "It still waited to be sent, so no prediction was created, and none will be.";
            case ON_THE_WIRE ->
                "Creating the prediction was not answered yet; it is canceled as soon as its id is known." + bound;
            case RECONCILING -> "The answer to its create was lost. " + SEE_LIST + bound;
            case ABANDONED, CREATED, ENDED -> "";
        };
    }

    /** {@return what becomes of a prediction that is only likely to be this client's, when it is given up} */
    static String adopted(String id) {
        return "Prediction " + id
                + " goes on and is billed: it was found by its input after the answer to the create was"
                + " lost, so it may be another process's, and is not canceled. " + pickUp(id);
    }

    /** {@return what to log of a create that was given up, and whose prediction may go on} */
    static String notCanceled(String name, Finding finding) {
        String found = finding instanceof Finding.Found one
                ? adopted(one.prediction().id())
                : finding instanceof Finding.Unsure unsure ? SEE_LIST + " (" + unsure.why() + ")" : SEE_LIST;
        return name + " was given up before its prediction's id was known. " + found;
    }

    /** Nobody can tell what a create has done. */
    static ConnectionException unsure(String name, String why, Throwable lost) {
        return new ConnectionException(
                "Replicate's answer to the create of " + name
                        + " was lost, and nobody can tell whether it has created a prediction: " + why
                        + ". It was not created again, since both would be billed. Look for it in"
                        + " replicate.predictions().list(), and pick it up with replicate.resume(..., id). ("
                        + lost.getMessage() + ")",
                true,
                lost);
    }

    /** An equal call whose own answer was lost goes on with the prediction. */
    static ConnectionException taken(String name, String id) {
        return new ConnectionException(
                "Prediction " + id + " of " + name
                        + " was found by an equal call whose answer was lost, and is its now.",
                true,
                null);
    }

    /** The prediction of a lost answer was found, but cannot be read. */
    static ConnectionException unreadable(String name, String id, Throwable failure) {
        return new ConnectionException(
                "Replicate's answer to the create of " + name + " was lost. Its prediction " + id
                        + " was found, but can't be read (" + failure.getMessage() + "). It goes on and is billed. "
                        + pickUp(id),
                true,
                failure);
    }

    /** The run can't be seen any more. */
    static Throwable lost(PredictionSpec spec, String id, Throwable thrown) {
        Throwable failure = Futures.unwrap(thrown);
        return failure instanceof ConnectionException broken
                ? new ConnectionException(
                        "The connection to Replicate was lost while waiting for prediction " + id + " of "
                                + spec.name() + ", which goes on and is billed. " + pickUp(id) + " ("
                                + broken.getMessage() + ")",
                        broken.requestSent(),
                        broken)
                : failure;
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
        return "It could not be canceled (" + reason(failure) + "); Replicate itself ends it "
                + text(PredictionSpec.life(spec.timeout()))
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

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() / 1000.0 + " s";
    }
}
