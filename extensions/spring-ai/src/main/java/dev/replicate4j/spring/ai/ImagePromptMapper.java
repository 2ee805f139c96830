package dev.replicate4j.spring.ai;

import java.util.List;
import java.util.Map;
import org.springframework.ai.image.ImageMessage;

/** Makes inputs of a model of the messages of an image prompt. Its options are mapped apart from that. */
@FunctionalInterface
public interface ImagePromptMapper {

    /**
     * Maps messages.
     *
     * @param messages of the prompt; one or more
     * @param schema the model's inputs
     * @return inputs by wire name; those that the model does not have are an error
     * @throws dev.replicate4j.error.InvalidInputException if the model has no inputs for the messages
     */
    Map<String, Object> inputs(List<ImageMessage> messages, AiModelSchema schema);

    /**
     * {@return the mapper that is used where none is set} The text of a message is the prompt; that of one with a negative
     * weight is the {@code negative_prompt}. Media of messages are the files that the model takes. Other weights, and several
     * prompts, are errors.
     */
    static ImagePromptMapper standard() {
        return StandardPrompts::image;
    }
}
