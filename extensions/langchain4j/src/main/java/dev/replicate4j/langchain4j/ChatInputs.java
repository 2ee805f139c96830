package dev.replicate4j.langchain4j;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the inputs of a model of a request of LangChain4j. */
final class ChatInputs {

    private static final List<String> PROMPTS = List.of("message", "text", "question");
    private static final List<String> SYSTEM_PROMPTS = List.of("system_prompt", "system_instruction", "system_message");
    private static final List<String> LENGTHS =
            List.of("max_tokens", "max_new_tokens", "max_completion_tokens", "max_output_tokens", "max_length");
    private static final List<String> STOPS = List.of("stop_sequences", "stop");

    private final ModelInputSchema schema;
    private final RequestedInputs inputs;

    private ChatInputs(ModelInputSchema schema) {
        this.schema = schema;
        this.inputs = new RequestedInputs(schema);
    }

    /**
     * Makes the inputs.
     *
     * @param fixed inputs that are the same for every request
     * @throws InvalidRequestException if the model has no input for what the request asks for
     * @throws UnsupportedFeatureException if no model on Replicate has
     */
    static Map<String, Object> of(ModelInputSchema schema, Map<String, Object> fixed, ChatRequest request) {
        ChatInputs chat = new ChatInputs(schema);
        ChatPrompt prompt = ChatPrompt.of(schema.model(), request.messages());
        chat.checkSupported(request.parameters());
        chat.inputs.putAll(fixed);
        chat.putParameters(request.parameters());
        chat.putPrompt(prompt);
        return chat.inputs.checked();
    }

    private void checkSupported(ChatRequestParameters parameters) {
        if (parameters.toolSpecifications() != null
                && !parameters.toolSpecifications().isEmpty()) {
            throw new UnsupportedFeatureException(schema.model() + " has no input for tools, but the request has "
                    + parameters.toolSpecifications().size() + ". Nothing was sent.");
        }
        if (parameters.responseFormat() != null && parameters.responseFormat().type() == ResponseFormatType.JSON) {
            throw new UnsupportedFeatureException(schema.model()
                    + " has no input for a response format, but the request asks for JSON. Nothing was sent.");
        }
        if (!schema.returnsText()) {
            throw new InvalidRequestException(
                    schema.model() + " does not return a text, says its schema. Nothing was sent.");
        }
        String other = parameters.modelName();
        if (other != null && !other.equals(schema.model())) {
            inputs.problem("This chat model is " + schema.model() + ", but the request names " + other
                    + ": make another chat model for it");
        }
    }

    private void putParameters(ChatRequestParameters parameters) {
        inputs.put("temperature", parameters.temperature(), List.of("temperature", "temp"));
        inputs.put("topP", parameters.topP(), List.of("top_p"));
        inputs.put("topK", parameters.topK(), List.of("top_k"));
        inputs.put("frequencyPenalty", parameters.frequencyPenalty(), List.of("frequency_penalty"));
        inputs.put("presencePenalty", parameters.presencePenalty(), List.of("presence_penalty"));
        inputs.put("maxOutputTokens", parameters.maxOutputTokens(), LENGTHS);
        inputs.put("stopSequences", stops(parameters.stopSequences()), STOPS);
    }

    /** Most models take one text, in which commas separate the sequences. */
    private @Nullable Object stops(@Nullable List<String> stops) {
        if (stops == null || stops.isEmpty()) {
            return null;
        }
        if (schema.first(STOPS).filter(schema::isList).isPresent()) {
            return List.copyOf(stops);
        }
        if (stops.stream().anyMatch(stop -> stop.contains(","))) {
            inputs.problem(
                    schema.model() + " separates stop sequences by commas, so none may hold one, but found " + stops);
        }
        return String.join(",", stops);
    }

    private void putPrompt(ChatPrompt prompt) {
        Optional<String> system = schema.first(SYSTEM_PROMPTS);
        if (system.isPresent() && !prompt.system().isEmpty()) {
            inputs.put("a system prompt", prompt.system(), SYSTEM_PROMPTS);
            inputs.putPrompt(prompt.text(), PROMPTS);
        } else {
            inputs.putPrompt(prompt.withSystem(), PROMPTS);
        }
        if (!prompt.images().isEmpty()) {
            inputs.putImages(prompt.images());
        }
    }
}
