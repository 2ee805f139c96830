package dev.replicate4j.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A model that makes its output piece by piece, at its own pace.
 *
 * <pre>{@code
 * server.onStream(Llama3.MODEL, (input, run) -> {
 *     run.emit("Once");
 *     run.log("warming up");
 *     run.emit(" upon a time");
 * });
 * }</pre>
 *
 * <p>It runs on a thread of its own, so it may block. When it returns, the prediction has succeeded; an exception makes
 * the prediction fail.
 *
 * @param <P> one piece of the output
 */
@FunctionalInterface
public interface StreamingHandler<P extends @Nullable Object> {

    /**
     * Creates an output.
     *
     * @param input the input of the prediction
     * @param run takes the pieces, and says whether the prediction has been canceled
     * @throws Exception to fail the prediction
     */
    void run(ReceivedInput input, StreamingRun<P> run) throws Exception;
}
