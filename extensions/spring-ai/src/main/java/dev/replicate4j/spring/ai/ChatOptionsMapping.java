package dev.replicate4j.spring.ai;

import dev.replicate4j.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps the options of chats to the inputs that models on Replicate have for them. */
final class ChatOptionsMapping {

    private static final List<String> STOP = List.of("stop_sequences", "stop");

    private ChatOptionsMapping() {}

    static Map<String, Object> inputs(ReplicateChatOptions options, AiModelSchema schema) {
        MappedOptions mapped = new MappedOptions(schema);
        mapped.put("temperature", options.getTemperature(), List.of("temperature", "temp"));
        mapped.put("topP", options.getTopP(), List.of("top_p"));
        mapped.put("topK", options.getTopK(), List.of("top_k"));
        mapped.put(
                "maxTokens",
                options.getMaxTokens(),
                List.of("max_tokens", "max_new_tokens", "max_completion_tokens", "max_output_tokens", "max_length"));
        mapped.put("presencePenalty", options.getPresencePenalty(), List.of("presence_penalty"));
        mapped.put("frequencyPenalty", options.getFrequencyPenalty(), List.of("frequency_penalty"));
        mapped.put("stopSequences", stop(options.getStopSequences(), schema), STOP);
        if (options.getToolCallbacks() != null && !options.getToolCallbacks().isEmpty()) {
            mapped.unknown("tools");
        }
        Map<String, Object> inputs = new LinkedHashMap<>(mapped.inputs());
        inputs.putAll(options.getInputs());
        return inputs;
    }

    /** Most models take one text, in which commas separate the sequences. */
    private static @Nullable Object stop(@Nullable List<String> merged, AiModelSchema schema) {
        if (merged == null || merged.isEmpty()) {
            return null;
        }
        List<String> sequences = merged.stream().distinct().toList(); // Spring AI adds those of each layer
        if (schema.first(STOP).filter(schema::isList).isPresent()) {
            return sequences;
        }
        if (sequences.stream().anyMatch(sequence -> sequence.contains(","))) {
            throw new InvalidInputException(schema.model()
                    + " separates stop sequences by commas, so that none of them can hold one, but found " + sequences
                    + ". Nothing was sent.");
        }
        return String.join(",", sequences);
    }
}
