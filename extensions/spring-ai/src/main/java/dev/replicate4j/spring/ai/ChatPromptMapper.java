package dev.replicate4j.spring.ai;

import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.messages.Message;

/**
 * Makes inputs of a model of the messages of a chat. Its options are mapped apart from that.
 *
 * <pre>{@code
 * ChatPromptMapper llama3 = (messages, schema) -> Map.of("prompt", template(messages), "prompt_template", "{prompt}");
 * }</pre>
 */
@FunctionalInterface
public interface ChatPromptMapper {

    /**
     * Maps messages.
     *
     * @param messages of the prompt, the oldest first; one or more
     * @param schema the model's inputs
     * @return inputs by wire name; those that the model does not have are an error
     * @throws dev.replicate4j.error.InvalidInputException if the model has no inputs for the messages
     */
    Map<String, Object> inputs(List<Message> messages, AiModelSchema schema);

    /**
     * {@return the mapper that is used where none is set} System messages become {@code system_prompt} where the model has it,
     * else the beginning of the prompt. A single message of the user is the prompt as it is; a history becomes a transcript
     * with {@code User:} and {@code Assistant:} before each message. Media of messages are the files that the model takes.
     * Results of tools are an error.
     */
    static ChatPromptMapper standard() {
        return StandardPrompts::chat;
    }
}
