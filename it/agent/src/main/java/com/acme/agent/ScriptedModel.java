package com.acme.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands for a language model that calls tools: it has a picture painted, asks what is in it, and tells. */
final class ScriptedModel implements ChatModel {

    private static final Pattern URL = Pattern.compile("https?://\\S+");

    @Override
    public ChatResponse doChat(ChatRequest request) {
        List<ToolExecutionResultMessage> results = request.messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(ToolExecutionResultMessage.class::cast)
                .toList();
        return ChatResponse.builder().aiMessage(next(results)).build();
    }

    private static AiMessage next(List<ToolExecutionResultMessage> results) {
        if (results.isEmpty()) {
            return call(
                    "black-forest-labs__flux-dev",
                    "{\"prompt\": \"a cat with a hat\", \"output_format\": \"png\"}");
        }
        Matcher picture = URL.matcher(results.get(0).text());
        if (!picture.find()) {
            return AiMessage.from("There is no picture: " + results.get(0).text());
        }
        if (results.size() == 1) {
            return call(
                    "andreasjansson__blip-2",
                    "{\"image\": \"" + picture.group() + "\", \"question\": \"what is it wearing?\"}");
        }
        return AiMessage.from("I have painted " + picture.group() + ". It is wearing: "
                + results.get(1).text().lines().findFirst().orElse("nothing"));
    }

    private static AiMessage call(String tool, String arguments) {
        return AiMessage.from(ToolExecutionRequest.builder()
                .id(tool)
                .name(tool)
                .arguments(arguments)
                .build());
    }
}
