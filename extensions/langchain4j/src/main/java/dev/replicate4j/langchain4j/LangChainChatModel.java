package dev.replicate4j.langchain4j;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Any model that answers with text, as a {@link ChatModel} of LangChain4j.
 *
 * <pre>{@code
 * ChatModel llama = LangChainChatModel.of(replicate, Llama3.MODEL);
 * String answer = llama.chat("Who are you?");
 * }</pre>
 *
 * <p>System messages go to the model's system prompt, or before the prompt of a model that has none; a chat with answers in it
 * becomes a transcript; pictures in messages go to the model's input for them. Parameters are sent as the inputs that the model
 * has for them. What it has no input for is an {@link dev.langchain4j.exception.InvalidRequestException} that names it, and
 * tools and response formats, which no model on Replicate takes, are an
 * {@link dev.langchain4j.exception.UnsupportedFeatureException}: both before anything is sent.
 *
 * <p>Responses carry {@link LangChainChatResponseMetadata}. What may have been billed fails with a
 * {@link dev.langchain4j.exception.NonRetriableException}. Interrupting the thread cancels the run. Safe for use by several
 * threads.
 */
public final class LangChainChatModel implements ChatModel {

    private final ChatSettings settings;

    private LangChainChatModel(ChatSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes a chat model with the model's own defaults. Nothing is requested.
     *
     * @param replicate the client
     * @param definition a generated class's constant {@code MODEL}
     * @return the chat model
     */
    public static LangChainChatModel of(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
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
    public ChatResponse doChat(ChatRequest request) {
        ModelCaller caller = settings.caller();
        return caller.call(
                settings.input(caller.schema(), request),
                run -> ChatAnswer.of(run, request.parameters().maxOutputTokens()));
    }

    /**
     * Does what {@link #doChat} does, without blocking. Cancelling the future cancels the run.
     *
     * @param request the chat
     * @return the response to come
     */
    @Override
    public CompletableFuture<ChatResponse> doChatAsync(ChatRequest request) {
        CompletableFuture<ChatResponse> response = new CompletableFuture<>();
        StreamedRun run = new StreamedRun(settings.caller().model(), new StreamedRun.Receiver() {
            @Override
            public void piece(String text, StreamingHandle handle) {
                // The end has the whole.
            }

            @Override
            public void end(FinishedRun run) {
                response.complete(ChatAnswer.of(run, request.parameters().maxOutputTokens()));
            }

            @Override
            public void failure(LangChain4jException failure) {
                response.completeExceptionally(failure);
            }
        });
        settings.start(run, request);
        response.whenComplete((value, failure) -> {
            if (response.isCancelled()) {
                run.cancel();
            }
        });
        return response;
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return settings.parameters();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return settings.listeners();
    }

    /** Collects the options of a chat model. */
    public static final class Builder extends LangChainChatBuilder<Builder> {

        private Builder(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
            super(replicate, definition);
        }

        @Override
        Builder self() {
            return this;
        }

        /** {@return the chat model; nothing is requested} */
        public LangChainChatModel build() {
            return new LangChainChatModel(settings());
        }
    }
}
