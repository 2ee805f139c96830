package dev.replicate4j.langchain4j;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;
import java.util.Map;

/**
 * What the two kinds of chat models have in common.
 *
 * @param caller calls the model
 * @param inputs inputs that are the same for every request
 * @param parameters for requests that do not say otherwise
 * @param listeners of requests and responses
 */
record ChatSettings(
        ModelCaller caller,
        Map<String, Object> inputs,
        ChatRequestParameters parameters,
        List<ChatModelListener> listeners) {

    /** {@return the inputs that a request is sent as} */
    Map<String, Object> input(ModelInputSchema schema, ChatRequest request) {
        return ChatInputs.of(schema, inputs, request);
    }

    /** Begins a run that is followed; returns at once. */
    void start(StreamedRun run, ChatRequest request) {
        caller.start(run, schema -> input(schema, request));
    }
}
