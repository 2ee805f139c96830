package dev.replicate4j.langchain4j;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the inputs of a model of a request of LangChain4j. */
final class ChatInputs {

    private static final List<String> PROMPTS = List.of("prompt", "message", "text", "question");
    private static final List<String> SYSTEM_PROMPTS =
            List.of("system_prompt", "system", "system_message", "system_instruction");
    private static final List<String> LENGTHS =
            List.of("max_tokens", "max_new_tokens", "max_completion_tokens", "max_output_tokens", "max_length");
    private static final List<String> STOPS = List.of("stop_sequences", "stop", "stop_sequence");

    private final ModelInputSchema schema;
    private final Map<String, Object> input = new LinkedHashMap<>();

    private ChatInputs(ModelInputSchema schema) {
        this.schema = schema;
    }

    /**
     * Makes the inputs.
     *
     * @param fixed inputs that are the same for every request
     * @throws InvalidRequestException if the model has no input for what the request asks for
     * @throws UnsupportedFeatureException if no model on Replicate has
     */
    static Map<String, Object> of(ModelInputSchema schema, Map<String, Object> fixed, ChatRequest request) {
        ChatInputs inputs = new ChatInputs(schema);
        fixed.forEach((name, value) -> inputs.put(name, List.of(name), value));
        inputs.putParameters(request.parameters());
        inputs.putPrompt(ChatPrompt.of(schema.model(), request.messages()));
        return inputs.input;
    }

    private void putParameters(ChatRequestParameters parameters) {
        checkSupported(parameters);
        put("temperature", List.of("temperature"), parameters.temperature());
        put("topP", List.of("top_p"), parameters.topP());
        put("topK", List.of("top_k"), parameters.topK());
        put("frequencyPenalty", List.of("frequency_penalty"), parameters.frequencyPenalty());
        put("presencePenalty", List.of("presence_penalty"), parameters.presencePenalty());
        put("maxOutputTokens", LENGTHS, parameters.maxOutputTokens());
        putStops(parameters.stopSequences());
    }

    private void checkSupported(ChatRequestParameters parameters) {
        String other = parameters.modelName();
        if (other != null && !other.equals(schema.model())) {
            throw new InvalidRequestException("This chat model is " + schema.model() + ", but the request names "
                    + other + ". Make another chat model for it. Nothing was sent.");
        }
        if (parameters.toolSpecifications() != null
                && !parameters.toolSpecifications().isEmpty()) {
            throw new UnsupportedFeatureException(schema.model() + " cannot call tools, but the request has "
                    + parameters.toolSpecifications().size() + ". Nothing was sent.");
        }
        if (parameters.responseFormat() != null && parameters.responseFormat().type() == ResponseFormatType.JSON) {
            throw new UnsupportedFeatureException(schema.model()
                    + " has no input for a response format, but the request asks for JSON. Nothing was sent.");
        }
    }

    private void put(String option, List<String> names, @Nullable Object value) {
        if (value == null) {
            return;
        }
        String name = schema.isUnknown() && names.equals(List.of(option)) ? option : schema.require(option, names);
        input.put(name, schema.fit(option, name, value));
    }

    private void putStops(@Nullable List<String> stops) {
        if (stops == null || stops.isEmpty()) {
            return;
        }
        String name = schema.require("stopSequences", STOPS);
        if (schema.isList(name)) {
            input.put(name, List.copyOf(stops));
            return;
        }
        Optional<String> divided =
                stops.stream().filter(stop -> stop.contains(",")).findFirst();
        if (divided.isPresent()) {
            throw new InvalidRequestException(name + " of " + schema.model()
                    + " is a text in which commas divide the sequences, so none may hold one, but one is \""
                    + divided.get() + "\". Nothing was sent.");
        }
        input.put(name, String.join(",", stops));
    }

    private void putPrompt(ChatPrompt prompt) {
        String text = prompt.text();
        Optional<String> system = schema.first(SYSTEM_PROMPTS);
        if (system.isPresent() && !prompt.system().isEmpty()) {
            input.put(system.get(), prompt.system());
        } else {
            text = prompt.withSystem();
        }
        input.put(promptInput(), text);
        if (!prompt.images().isEmpty()) {
            String images = LangChainImages.input(schema);
            input.put(images, LangChainImages.value(schema, images, prompt.images()));
        }
    }

    private String promptInput() {
        return schema.isUnknown()
                ? PROMPTS.get(0)
                : PROMPTS.stream()
                        .filter(schema::isText)
                        .findFirst()
                        .orElseThrow(() -> schema.missing("a prompt", PROMPTS));
    }
}
