package dev.replicate4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The messages of a chat as what models on Replicate take: a system prompt, one text and pictures.
 *
 * <p>A chat in which the model has not spoken yet is the user's words as they are. Else the text is a transcript, which the
 * model is to continue:
 *
 * <pre>
 * User: Who are you?
 *
 * Assistant: A llama.
 *
 * User: Where do you live?
 *
 * Assistant:
 * </pre>
 *
 * @param system the texts of all system messages; empty where there are none
 * @param text what the model answers
 * @param images the pictures of all messages, in their order
 */
record ChatPrompt(String system, String text, List<Image> images) {

    private static final String GAP = "\n\n";

    /**
     * Reads a chat.
     *
     * @param model {@code owner/name}, for messages
     * @throws UnsupportedFeatureException if a message is neither of the system, nor texts and pictures of a user, nor a text of
     *     the model
     * @throws InvalidRequestException if the last message is not a user's
     */
    static ChatPrompt of(String model, List<ChatMessage> messages) {
        List<String> system = new ArrayList<>();
        List<String> turns = new ArrayList<>();
        List<Image> images = new ArrayList<>();
        boolean answered = messages.stream().anyMatch(AiMessage.class::isInstance);
        for (ChatMessage message : messages) {
            if (message instanceof SystemMessage instruction) {
                system.add(instruction.text());
            } else if (message instanceof UserMessage user) {
                turns.add((answered ? name(user) + ": " : "") + text(model, user, images));
            } else if (message instanceof AiMessage answer && !answer.hasToolExecutionRequests()) {
                turns.add("Assistant: " + (answer.text() == null ? "" : answer.text()));
            } else {
                throw new UnsupportedFeatureException(
                        model + " takes messages of the system, the user and itself, but no " + message.type()
                                + " message with tools. Nothing was sent.");
            }
        }
        if (messages.isEmpty() || !(messages.get(messages.size() - 1) instanceof UserMessage)) {
            throw new InvalidRequestException(
                    "The last message of a chat with " + model + " must be a user's. Nothing was sent.");
        }
        if (answered) {
            turns.add("Assistant:");
        }
        return new ChatPrompt(String.join(GAP, system), String.join(GAP, turns), List.copyOf(images));
    }

    private static String name(UserMessage user) {
        return user.name() == null ? "User" : user.name();
    }

    private static String text(String model, UserMessage user, List<Image> images) {
        List<TextContent> texts = new ArrayList<>();
        for (Content content : user.contents()) {
            if (content instanceof TextContent text) {
                texts.add(text);
            } else if (content instanceof ImageContent image) {
                images.add(image.image());
            } else {
                throw new UnsupportedFeatureException(model + " takes texts and images, but a message has a content of"
                        + " type " + content.type() + ". Nothing was sent.");
            }
        }
        return texts.stream().map(TextContent::text).collect(Collectors.joining(GAP));
    }

    /** {@return the text for a model that has no input for a system prompt} */
    String withSystem() {
        return system.isEmpty() ? text : system + GAP + text;
    }
}
