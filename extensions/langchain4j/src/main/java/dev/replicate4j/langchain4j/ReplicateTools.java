package dev.replicate4j.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import dev.replicate4j.tools.ToolContent;
import dev.replicate4j.tools.ToolDescriptor;
import dev.replicate4j.tools.ToolResult;
import dev.replicate4j.tools.ToolSession;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pinned models as tools of an AI service: one for each model, and {@code get_run} for runs that take longer than an answer.
 *
 * <pre>{@code
 * interface Painter {
 *     String paint(String wish);
 * }
 *
 * Painter painter = AiServices.builder(Painter.class)
 *         .chatModel(chatModel)
 *         .toolProvider(ReplicateTools.of(replicate, FluxDev.MODEL, Blip2.MODEL))
 *         .build();
 * }</pre>
 *
 * <p>Calls are made by a {@link ToolSession}: arguments are checked before anything is paid, equal arguments are paid once, and
 * whatever goes wrong is an answer that tells the language model what to change. A session of your own sets limits:
 *
 * <pre>{@code
 * ToolSession session = ToolSession.on(replicate)
 *         .models(FluxDev.MODEL, Blip2.MODEL)
 *         .budget(Budget.runs(20))
 *         .open();
 * ToolProvider tools = ReplicateTools.of(session);
 * }</pre>
 *
 * <p>Answers are texts, with the URLs of files in them, which the language model can pass on to another tool. They hold the
 * pictures themselves {@linkplain #withImages where that is asked for}. The id of the run is in the attributes of
 * LangChain4j's result, and the structured content is its {@code result()}. Safe for use by several threads.
 */
public final class ReplicateTools implements ToolProvider, AutoCloseable {

    /** The attribute of a result that holds the prediction's id. */
    public static final String RUN_ID = "run_id";

    private final ToolSession session;
    private final boolean owned;
    private final boolean images;

    private ReplicateTools(ToolSession session, boolean owned, boolean images) {
        this.session = session;
        this.owned = owned;
        this.images = images;
    }

    /**
     * Offers models without a limit of what they may cost. Replicate is asked for their schemas.
     *
     * @param replicate the client
     * @param models generated classes' constants {@code MODEL}; one or more
     * @return the tools; closing them ends what is under way and deletes the files of outputs
     */
    public static ReplicateTools of(Replicate replicate, ModelDefinition<?, ?, ?>... models) {
        return new ReplicateTools(ToolSession.on(replicate).models(models).open(), true, false);
    }

    /**
     * Offers the tools of a session.
     *
     * @param session says which models there are, and what they may cost
     * @return the tools; closing them does not close the session
     */
    public static ReplicateTools of(ToolSession session) {
        return new ReplicateTools(session, false, false);
    }

    /**
     * Returns the same tools with pictures in their answers, for a language model that sees pictures in results of tools. Many
     * do not: LangChain4j then throws an exception when it sends the result on, after the run was paid.
     *
     * @return tools of the same session
     */
    public ReplicateTools withImages() {
        return new ReplicateTools(session, owned, true);
    }

    @Override
    public ToolProviderResult provideTools(ToolProviderRequest request) {
        ToolProviderResult.Builder tools = ToolProviderResult.builder();
        for (ToolDescriptor tool : session.tools()) {
            tools.add(ToolSpecificationWriter.specification(tool), new Executor());
        }
        return tools.build();
    }

    /** Calls whatever tool a request names. */
    private final class Executor implements ToolExecutor {

        @Override
        public String execute(ToolExecutionRequest request, @Nullable Object memoryId) {
            return call(request).text();
        }

        @Override
        public ToolExecutionResult executeWithContext(ToolExecutionRequest request, InvocationContext context) {
            ToolResult result = call(request);
            ToolExecutionResult.Builder execution =
                    ToolExecutionResult.builder().isError(result.isError()).result(result.structuredContent());
            result.runId().ifPresent(id -> execution.attributes(Map.of(RUN_ID, id)));
            if (images && result.content().stream().anyMatch(ToolContent.Image.class::isInstance)) {
                return execution.resultContents(contents(result)).build();
            }
            return execution.resultText(result.text()).build();
        }

        private ToolResult call(ToolExecutionRequest request) {
            String arguments = request.arguments();
            return session.call(request.name(), arguments == null ? "" : arguments);
        }
    }

    /** The texts first, and then the pictures; sounds are known by their URLs in the text. */
    private static List<Content> contents(ToolResult result) {
        List<Content> contents = new ArrayList<>();
        contents.add(TextContent.from(result.text()));
        for (ToolContent part : result.content()) {
            if (part instanceof ToolContent.Image image) {
                contents.add(ImageContent.from(Base64.getEncoder().encodeToString(image.bytes()), image.mediaType()));
            }
        }
        return contents;
    }

    /** Ends what is under way and deletes the files of outputs, unless a session was handed in, which stays open. */
    @Override
    public void close() {
        if (owned) {
            session.close();
        }
    }
}
