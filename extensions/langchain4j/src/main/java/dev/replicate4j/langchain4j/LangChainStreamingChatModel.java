package dev.replicate4j.langchain4j;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * Any model that answers with text, as a {@link StreamingChatModel} of LangChain4j: the text arrives as it is made. A model that
 * does not stream sends it whole.
 *
 * <pre>{@code
 * StreamingChatModel llama = LangChainStreamingChatModel.of(replicate, Llama3.MODEL);
 * llama.chat("tell me a story", onPartialResponse(System.out::print));
 * }</pre>
 *
 * <p>Requests are sent as {@link LangChainChatModel} sends them. {@code chat} returns at once and holds no thread; the handler is
 * called on the client's executor, by one thread at a time, and hears of every failure. Its
 * {@code context.streamingHandle().cancel()} cancels the run, after which it hears nothing more. What a handler throws is handed
 * to its {@code onError}, and the stream goes on.
 */
public final class LangChainStreamingChatModel implements StreamingChatModel {

    private static final System.Logger LOG = System.getLogger(LangChainStreamingChatModel.class.getName());

    private final ChatSettings settings;

    private LangChainStreamingChatModel(ChatSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes a chat model with the model's own defaults. Nothing is requested.
     *
     * @param replicate the client
     * @param definition a generated class's constant {@code MODEL}
     * @return the chat model
     */
    public static LangChainStreamingChatModel of(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
        return builder(replicate, definition).build();
    }

    /**
     * Returns a builder of a chat model. Nothing is requested.
     *
     * @param replicate the client
     * @param definition a generated class's constant {@code MODEL}
     * @return the builder
     */
    public static Builder builder(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
        return new Builder(replicate, definition);
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        StreamedRun run = new StreamedRun(settings.caller().model(), new StreamedRun.Receiver() {
            @Override
            public void piece(String text, StreamingHandle handle) {
                tell(
                        handler,
                        () -> handler.onPartialResponse(new PartialResponse(text), new PartialResponseContext(handle)));
            }

            @Override
            public void end(FinishedRun run) {
                tell(
                        handler,
                        () -> handler.onCompleteResponse(
                                ChatAnswer.of(run, request.parameters().maxOutputTokens())));
            }

            @Override
            public void failure(LangChain4jException failure) {
                tellError(handler, failure);
            }
        });
        settings.start(run, request);
    }

    /**
     * Returns the answer as a publisher. Each subscription is a run of its own, and cancelling it cancels that run; a subscriber
     * gets as many events as it requests.
     *
     * @param request the chat
     * @return parts of the answer, and then the whole
     */
    @Override
    public Flow.Publisher<ChatModelStreamingEvent> doChat(ChatRequest request) {
        return ChatEvents.of(settings, request);
    }

    private static void tell(StreamingChatResponseHandler handler, Runnable signal) {
        try {
            signal.run();
        } catch (RuntimeException e) {
            tellError(handler, e);
        }
    }

    private static void tellError(StreamingChatResponseHandler handler, RuntimeException error) {
        try {
            handler.onError(error);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A handler's onError has failed.", e);
        }
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return settings.parameters();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return settings.listeners();
    }

    /** Collects the options of a streaming chat model. */
    public static final class Builder extends LangChainChatBuilder<Builder> {

        private Builder(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
            super(replicate, definition);
        }

        @Override
        Builder self() {
            return this;
        }

        /** {@return the chat model; nothing is requested} */
        public LangChainStreamingChatModel build() {
            return new LangChainStreamingChatModel(settings());
        }
    }
}
