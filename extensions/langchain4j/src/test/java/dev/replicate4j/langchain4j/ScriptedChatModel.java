package dev.replicate4j.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A language model that says what a test has written for it, turn by turn, and knows the results of its tools. */
final class ScriptedChatModel implements ChatModel {

    final List<ChatRequest> requests = new ArrayList<>();
    private final List<Function<List<ToolExecutionResultMessage>, AiMessage>> turns = new ArrayList<>();

    /** Adds a turn that is made of the results so far. */
    ScriptedChatModel then(Function<List<ToolExecutionResultMessage>, AiMessage> turn) {
        turns.add(turn);
        return this;
    }

    static AiMessage call(String tool, String arguments) {
        return AiMessage.from(ToolExecutionRequest.builder()
                .id("call-" + tool)
                .name(tool)
                .arguments(arguments)
                .build());
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        requests.add(request);
        List<ToolExecutionResultMessage> results = new ArrayList<>();
        for (ChatMessage message : request.messages()) {
            if (message instanceof ToolExecutionResultMessage result) {
                results.add(result);
            }
        }
        return ChatResponse.builder()
                .aiMessage(turns.get(requests.size() - 1).apply(results))
                .build();
    }
}
