package dev.replicate4j;

import dev.replicate4j.api.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * Hears of the calls of models, and of the runs that a client waits for. With {@link dev.replicate4j.http.HttpListener}, which hears of the requests,
 * this is what a bridge to metrics or tracing needs.
 *
 * <pre>{@code
 * Replicate.builder().runListener(prediction -> counter(prediction.status().value()).increment())
 * }</pre>
 */
@FunctionalInterface
public interface RunListener {

    /**
     * Receives a run when it was created, and whenever its status is seen to be another than before. Called on the client's
     * own threads, so it should be quick; what it throws is logged and goes no further.
     *
     * @param prediction the run as it is now
     */
    void changed(Prediction prediction);

    /**
     * A call of a model begins. Called on the thread that makes the call, before anything is looked up, uploaded or created.
     *
     * @param model the model's name
     * @return what the call is known by: given to {@link #ended}, and in {@code Exchange.context()} of the call's requests;
     *     null, the default, for nothing
     * @throws RuntimeException to refuse the call, which then fails with it; nothing is sent
     */
    default @Nullable Object starting(String model) {
        return null;
    }

    /**
     * A call has ended, well or not: its output is there, its stream is over. That of {@code create} ends when the prediction
     * was created, as nobody may ever wait for the run. Called once for each call that was not refused, on any thread; what it
     * throws is logged and goes no further.
     *
     * @param call what {@link #starting} has returned
     * @param prediction the prediction as it was last seen; null if none was created, or nobody knows
     * @param failure what the call fails with; null if it succeeds
     */
    default void ended(@Nullable Object call, @Nullable Prediction prediction, @Nullable Throwable failure) {}
}
