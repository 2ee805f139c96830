package dev.replicate4j.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Keeps what a stream tells. */
class CollectingHandler implements StreamingChatResponseHandler {

    final List<String> parts = new CopyOnWriteArrayList<>();
    final List<Throwable> errors = new CopyOnWriteArrayList<>();
    final CompletableFuture<StreamingHandle> handle = new CompletableFuture<>();
    private final CompletableFuture<ChatResponse> response = new CompletableFuture<>();

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        parts.add(partial.text());
        handle.complete(context.streamingHandle());
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        response.complete(complete);
    }

    @Override
    public void onError(Throwable error) {
        errors.add(error);
        response.completeExceptionally(error);
    }

    ChatResponse response() throws Exception {
        return response.get(30, TimeUnit.SECONDS);
    }

    boolean isDone() {
        return response.isDone();
    }
}
