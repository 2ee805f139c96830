package dev.replicate4j.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.jobs.Budget;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.tools.ToolSession;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/** Spring AI's own ChatClient executes the tools that a chat model calls. */
@Timeout(60)
class ReplicateToolCallbacksTest {

    private static final String PAINTER = "acme__painter";

    private final ReplicateServer server = AcmeServer.start();
    private final ToolSession session = ToolSession.on(server.client())
            .pins(Path.of("src/test/resources/replicate"))
            .budget(Budget.runs(2))
            .open();
    private final ScriptedModel model = new ScriptedModel();

    @AfterEach
    void close() {
        session.close();
        server.close();
    }

    @Test
    void definitionsAreThoseOfThePins() {
        ToolCallback[] tools = ReplicateToolCallbacks.of(session).getToolCallbacks();

        assertThat(tools)
                .extracting(tool -> tool.getToolDefinition().name())
                .contains(PAINTER, "acme__talker", "get_run");
        assertThat(tools[0].getToolDefinition().inputSchema())
                .contains("\"type\":\"object\"")
                .doesNotContain("$schema");
        assertThat(tools[0].getToolDefinition().description()).contains("costs money");
    }

    @Test
    void chatModelCallsAPinnedModel() {
        model.calls("{\"prompt\":\"a cat\",\"num_outputs\":2}");

        String answer = ask();

        assertThat(answer).isEqualTo("done");
        assertThat(server.requests().predictions("acme/painter").single().input())
                .containsEntry("prompt", "a cat")
                .containsEntry("num_outputs", 2L);
        assertThat(model.results).singleElement().asString().contains("http");
    }

    @Test
    void sameCallIsPaidOnce() {
        model.calls("{\"prompt\":\"a cat\"}", "{\"prompt\":\"a cat\"}");

        ask();

        server.requests().predictions().assertCount(1);
        assertThat(model.results.get(1)).contains("nothing was paid for it now");
    }

    @Test
    void wrongArgumentsAndFailuresAreTextsForTheChatModel() {
        server.when("acme/painter").thenFail("CUDA out of memory");
        model.calls("{\"prompt\":\"a cat\",\"num_outputs\":9}", "{\"prompt\":", "{\"prompt\":\"a cat\"}");

        assertThat(ask()).isEqualTo("done");

        assertThat(model.results.get(0)).contains("num_outputs");
        assertThat(model.results.get(2)).contains("CUDA out of memory");
        server.requests().predictions().assertCount(1);
    }

    @Test
    void budgetHolds() {
        model.calls("{\"prompt\":\"a\"}", "{\"prompt\":\"b\"}", "{\"prompt\":\"c\"}");

        ask();

        server.requests().predictions().assertCount(2);
        assertThat(model.results.get(2)).containsIgnoringCase("budget");
    }

    private String ask() {
        return ChatClient.create(model)
                .prompt("Paint it.")
                .tools(ReplicateToolCallbacks.of(session))
                .call()
                .content();
    }

    /** Calls the painter with one text of arguments after another, and keeps the results that it is given. */
    private static final class ScriptedModel implements ChatModel {

        private final Deque<String> calls = new ArrayDeque<>();
        private final List<String> results = new ArrayList<>();

        void calls(String... arguments) {
            calls.addAll(List.of(arguments));
        }

        @Override
        public ChatResponse call(Prompt prompt) {
            if (prompt.getLastUserOrToolResponseMessage() instanceof ToolResponseMessage response) {
                response.getResponses().forEach(result -> results.add(result.responseData()));
            }
            AssistantMessage answer = calls.isEmpty()
                    ? new AssistantMessage("done")
                    : AssistantMessage.builder()
                            .content("")
                            .properties(Map.of())
                            .toolCalls(List.of(new ToolCall("call-" + calls.size(), "function", PAINTER, calls.pop())))
                            .build();
            return new ChatResponse(List.of(new Generation(answer)));
        }

        @Override
        public ChatOptions getOptions() {
            return ToolCallingChatOptions.builder().build();
        }
    }
}
