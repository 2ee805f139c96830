package dev.replicate4j;

import dev.replicate4j.api.Prediction;

/**
 * Hears of the runs that a client waits for. With {@link dev.replicate4j.http.HttpListener}, which hears of the requests,
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
}
