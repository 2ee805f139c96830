package dev.replicate4j.spring.ai;

import dev.replicate4j.tools.ToolDescriptor;
import dev.replicate4j.tools.ToolSession;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.definition.ToolDefinition;

/**
 * Pinned models as tools of a chat model that calls tools.
 *
 * <pre>{@code
 * ToolSession session = ToolSession.on(replicate)
 *         .models(FluxDev.MODEL)
 *         .budget(Budget.runs(20))
 *         .open();
 * String answer = ChatClient.create(chatModel)
 *         .prompt("Paint a cat and tell me where it is.")
 *         .tools(ReplicateToolCallbacks.of(session))
 *         .call()
 *         .content();
 * }</pre>
 *
 * <p>The session checks arguments before anything is sent, keeps to its budget, and returns the run that was made before where a
 * model calls again with the same arguments. Whatever goes wrong is a text for the chat model, never an exception: so nothing
 * repeats a call but the chat model itself. Needs {@code replicate-tools}.
 */
public final class ReplicateToolCallbacks implements ToolCallbackProvider {

    private final ToolSession session;

    private ReplicateToolCallbacks(ToolSession session) {
        this.session = session;
    }

    /**
     * Returns the tools of a session.
     *
     * @param session the session, which stays open as long as the tools are used; closing it is up to the caller
     * @return a tool for each of its models, and {@code get_run}, which asks for a run that takes longer than one answer
     */
    public static ReplicateToolCallbacks of(ToolSession session) {
        return new ReplicateToolCallbacks(session);
    }

    @Override
    public ToolCallback[] getToolCallbacks() {
        return session.tools().stream()
                .map(tool -> new SessionTool(session, definition(tool)))
                .toArray(ToolCallback[]::new);
    }

    private static ToolDefinition definition(ToolDescriptor tool) {
        Map<String, Object> schema = new LinkedHashMap<>(tool.inputSchema());
        schema.remove("$schema"); // not all providers take it
        return ToolDefinition.builder()
                .name(tool.name())
                .description(tool.description())
                .inputSchema(ToolDescriptor.json(schema))
                .build();
    }

    private record SessionTool(ToolSession session, ToolDefinition getToolDefinition) implements ToolCallback {

        @Override
        public String call(String toolInput) {
            return session.call(getToolDefinition.name(), toolInput).text();
        }

        /** The context is for tools that belong to a conversation. */
        @Override
        public String call(String toolInput, @Nullable ToolContext toolContext) {
            return call(toolInput);
        }
    }
}
