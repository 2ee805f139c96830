package dev.replicate4j.mcp;

import dev.replicate4j.tools.ToolDescriptor;
import dev.replicate4j.tools.ToolProgressListener;
import dev.replicate4j.tools.ToolResult;
import dev.replicate4j.tools.ToolSession;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The tools of a session as the protocol has them. No thread is blocked while a model runs. */
final class McpTools {

    private final ToolSession session;
    private final CancelableCalls calls;
    private final Consumer<ToolResult> answered;

    /**
     * Makes the tools.
     *
     * @param answered hears of each answer before it is sent
     */
    McpTools(ToolSession session, CancelableCalls calls, Consumer<ToolResult> answered) {
        this.session = session;
        this.calls = calls;
        this.answered = answered;
    }

    static McpSchema.Tool tool(ToolDescriptor descriptor) {
        Map<String, Boolean> hints = descriptor.annotations();
        return McpSchema.Tool.builder(descriptor.name(), descriptor.inputSchema())
                .title(descriptor.title())
                .description(descriptor.description())
                .outputSchema(descriptor.outputSchema())
                .annotations(McpSchema.ToolAnnotations.builder()
                        .title(descriptor.title())
                        .readOnlyHint(hints.get("readOnlyHint"))
                        .destructiveHint(hints.get("destructiveHint"))
                        .idempotentHint(hints.get("idempotentHint"))
                        .openWorldHint(hints.get("openWorldHint"))
                        .build())
                .meta(Map.of("dev.replicate4j/costsMoney", descriptor.costsMoney()))
                .build();
    }

    Mono<McpSchema.CallToolResult> call(McpAsyncServerExchange exchange, McpSchema.CallToolRequest request) {
        Map<String, Object> meta = Optional.ofNullable(request.meta()).orElse(Map.of());
        Map<String, Object> arguments = Optional.ofNullable(request.arguments()).orElse(Map.of());
        CompletableFuture<ToolResult> answer =
                session.callAsync(request.name(), arguments, listener(exchange, meta.get("progressToken")));
        calls.begun(meta.get(CancelableCalls.CALL_ID), answer);
        return Mono.fromFuture(answer, true)
                .doOnNext(answered)
                .map(McpContents::of)
                .onErrorResume(CancellationException.class, canceled -> Mono.just(canceled()));
    }

    private static @Nullable ToolProgressListener listener(McpAsyncServerExchange exchange, @Nullable Object token) {
        return token == null
                ? null
                : (elapsed, percent, message) -> exchange.progressNotification(
                                McpSchema.ProgressNotification.builder(token, elapsed.toMillis() / 1000.0)
                                        .message(message)
                                        .build())
                        .onErrorComplete() // who has gone need not hear of progress
                        .subscribe();
    }

    private static McpSchema.CallToolResult canceled() {
        return McpSchema.CallToolResult.builder(List.of(
                        McpSchema.TextContent.builder("The call was canceled.").build()))
                .isError(true)
                .build();
    }
}
