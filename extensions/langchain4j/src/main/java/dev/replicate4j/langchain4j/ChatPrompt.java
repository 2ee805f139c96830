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
 * <p>A single message of the user is the text as it is. Else the text is a transcript, which the model is to continue:
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
     * One message of a transcript.
     *
     * @param speaker who says it
     */
    private record Turn(String speaker, String text) {

        @Override
        public String toString() {
            return speaker + ": " + text;
        }
    }

    /**
     * Reads a chat.
     *
     * @param model {@code owner/name}, for messages
     * @throws UnsupportedFeatureException if a message is neither of the system, nor texts and pictures of a user, nor a text of
     *     the model
     * @throws InvalidRequestException if nobody says anything
     */
    static ChatPrompt of(String model, List<ChatMessage> messages) {
        List<String> system = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        List<Image> images = new ArrayList<>();
        for (ChatMessage message : messages) {
            if (message instanceof SystemMessage instruction) {
                system.add(instruction.text());
            } else if (message instanceof UserMessage user) {
                turns.add(new Turn(user.name() == null ? "User" : user.name(), text(model, user, images)));
            } else if (message instanceof AiMessage answer && !answer.hasToolExecutionRequests()) {
                turns.add(new Turn("Assistant", answer.text() == null ? "" : answer.text()));
            } else {
                throw new UnsupportedFeatureException(model + " has no input for tools, but the chat has a message "
                        + message.type() + " of tools. Nothing was sent.");
            }
        }
        if (turns.isEmpty()) {
            throw new InvalidRequestException("A chat with " + model + " needs a message of a user. Nothing was sent.");
        }
        boolean answerBegun = messages.get(messages.size() - 1) instanceof AiMessage;
        return new ChatPrompt(String.join(GAP, system), transcript(turns, answerBegun), List.copyOf(images));
    }

    private static String transcript(List<Turn> turns, boolean answerBegun) {
        if (turns.size() == 1 && !answerBegun) {
            return turns.get(0).text();
        }
        String said = turns.stream().map(Turn::toString).collect(Collectors.joining(GAP));
        return answerBegun ? said : said + GAP + "Assistant:";
    }

    private static String text(String model, UserMessage user, List<Image> images) {
        List<String> texts = new ArrayList<>();
        for (Content content : user.contents()) {
            if (content instanceof TextContent text) {
                texts.add(text.text());
            } else if (content instanceof ImageContent image) {
                images.add(image.image());
            } else {
                throw new UnsupportedFeatureException(model + " takes texts and images, but a message has a content of"
                        + " type " + content.type() + ". Nothing was sent.");
            }
        }
        return String.join(GAP, texts);
    }

    /** {@return the text for a model that has no input for a system prompt} */
    String withSystem() {
        return system.isEmpty() ? text : system + GAP + text;
    }
}
