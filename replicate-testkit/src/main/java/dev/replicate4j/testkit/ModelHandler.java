package dev.replicate4j.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A model that returns its output as a whole.
 *
 * <pre>{@code
 * server.on(Llama3.MODEL, input -> "You said: " + input.text("prompt"));
 * }</pre>
 *
 * <p>It runs on a thread of its own, so it may block. An exception makes the prediction fail, with the exception's message as
 * its error.
 *
 * @param <O> the model's output; also a {@link java.nio.file.Path} or {@code byte[]} where the model returns a file of
 *     undeclared type
 */
@FunctionalInterface
public interface ModelHandler<O extends @Nullable Object> {

    /**
     * Creates an output.
     *
     * @param input the input of the prediction
     * @return the output; a text that concatenates is streamed word by word, a list that grows item by item
     * @throws Exception to fail the prediction
     */
    O answer(ReceivedInput input) throws Exception;
}
