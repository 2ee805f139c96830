package dev.replicate4j.spring.ai;

import dev.replicate4j.URLPath;
import dev.replicate4j.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;
import org.springframework.ai.image.ImageMessage;

/** How messages become inputs, unless an application maps them itself. */
final class StandardPrompts {

    private static final List<String> SYSTEM = List.of("system_prompt", "system_instruction", "system_message");
    private static final List<String> PICTURE =
            List.of("image", "input_image", "image_input", "images", "input_images");

    private StandardPrompts() {}

    static Map<String, Object> image(List<ImageMessage> messages, AiModelSchema schema) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (ImageMessage message : messages) {
            String input = input(message, schema);
            if (inputs.put(input, message.getText()) != null) {
                throw new InvalidInputException(schema.model() + " takes one " + input + ", but the image prompt has"
                        + " several. Join them, or set a mapper of your own.");
            }
        }
        inputs.putAll(media(messages, schema));
        return inputs;
    }

    private static String input(ImageMessage message, AiModelSchema schema) {
        Float weight = message.getWeight();
        if (weight == null || weight == 1) {
            return schema.promptInput();
        }
        if (weight >= 0 || !schema.has("negative_prompt")) {
            throw new InvalidInputException(schema.model() + " has no input for a message of weight " + weight
                    + ". A weight below 0 is for models with a negative_prompt.");
        }
        return "negative_prompt";
    }

    static Map<String, Object> chat(List<Message> messages, AiModelSchema schema) {
        refuseTools(messages, schema);
        String system = messages.stream()
                .filter(message -> message.getMessageType() == MessageType.SYSTEM)
                .map(StandardPrompts::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        List<Message> conversation = messages.stream()
                .filter(message -> message.getMessageType() != MessageType.SYSTEM)
                .toList();
        String prompt = prompt(conversation);
        Map<String, Object> inputs = new LinkedHashMap<>();
        Optional<String> systemInput = schema.first(SYSTEM);
        if (!system.isEmpty() && systemInput.isPresent()) {
            inputs.put(systemInput.get(), system);
        } else if (!system.isEmpty()) {
            prompt = prompt.isEmpty() ? system : system + "\n\n" + prompt;
        }
        inputs.put(schema.promptInput(), prompt);
        inputs.putAll(media(messages, schema));
        return inputs;
    }

    private static String prompt(List<Message> conversation) {
        if (conversation.isEmpty()) {
            return "";
        }
        if (conversation.size() == 1 && conversation.get(0).getMessageType() == MessageType.USER) {
            return text(conversation.get(0));
        }
        StringBuilder transcript = new StringBuilder();
        for (Message message : conversation) {
            transcript
                    .append(message.getMessageType() == MessageType.USER ? "User: " : "Assistant: ")
                    .append(text(message))
                    .append("\n\n");
        }
        boolean answerBegun = conversation.get(conversation.size() - 1).getMessageType() == MessageType.ASSISTANT;
        return answerBegun
                ? transcript.toString().stripTrailing()
                : transcript.append("Assistant:").toString();
    }

    private static String text(Message message) {
        String text = message.getText();
        return text == null ? "" : text;
    }

    private static void refuseTools(List<Message> messages, AiModelSchema schema) {
        for (Message message : messages) {
            if (message.getMessageType() == MessageType.TOOL
                    || message instanceof AssistantMessage assistant && assistant.hasToolCalls()) {
                throw new InvalidInputException(schema.model()
                        + " has no input for tools, but the conversation has results of tools. Use a model that calls"
                        + " tools, or set a mapper of your own.");
            }
        }
    }

    private static Map<String, Object> media(List<?> messages, AiModelSchema schema) {
        List<Object> files = new ArrayList<>();
        for (Object message : messages) {
            if (message instanceof MediaContent content) {
                content.getMedia().forEach(media -> files.add(file(media)));
            }
        }
        if (files.isEmpty()) {
            return Map.of();
        }
        String input = fileInput(schema);
        if (schema.isList(input)) {
            return Map.of(input, files);
        }
        if (files.size() > 1) {
            throw new InvalidInputException(
                    input + " of " + schema.model() + " takes one file, but the messages have " + files.size() + ".");
        }
        return Map.of(input, files.get(0));
    }

    private static String fileInput(AiModelSchema schema) {
        List<String> inputs = schema.fileInputs();
        Optional<String> usual = PICTURE.stream().filter(inputs::contains).findFirst();
        if (usual.isPresent() || inputs.size() == 1) {
            return usual.orElseGet(() -> inputs.get(0));
        }
        throw new InvalidInputException(schema.model()
                + (inputs.isEmpty()
                        ? " has no input for files, but a message has media. Its inputs are " + schema.inputs() + "."
                        : " has several inputs for files, " + inputs
                                + ": set the one that is meant by name, or a mapper."));
    }

    /** Content goes inside the request; a URL as it is. */
    private static Object file(Media media) {
        return media.getData() instanceof byte[] bytes
                ? URLPath.of("data:" + media.getMimeType() + ";base64,"
                        + Base64.getEncoder().encodeToString(bytes))
                : URLPath.of(media.getData().toString());
    }
}
