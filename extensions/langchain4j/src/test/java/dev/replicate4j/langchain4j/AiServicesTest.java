package dev.replicate4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** AI services whose language model is one on Replicate. */
class AiServicesTest {

    private final ReplicateServer server = AcmeModels.server();

    interface Assistant {
        @SystemMessage("Be brief.")
        Result<String> answer(String question);

        @UserMessage("Is this a llama: {{it}}?")
        boolean isLlama(String text);

        String describe(@UserMessage String question, @UserMessage ImageContent picture);
    }

    interface StreamingAssistant {
        TokenStream answer(String question);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void memoryOfAServiceIsATranscript() {
        server.when(AcmeModels.WRITER).thenReturn("A llama.").thenReturn("In Peru.");
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(LangChainChatModel.of(server.client(), AcmeModels.WRITER))
                .chatMemory(MessageWindowChatMemory.withMaxMessages(10))
                .build();

        Result<String> first = assistant.answer("Who are you?");
        Result<String> second = assistant.answer("Where do you live?");

        assertThat(first.content()).isEqualTo("A llama.");
        assertThat(second.content()).isEqualTo("In Peru.");
        assertThat(second.finalResponse().metadata()).isInstanceOf(LangChainChatResponseMetadata.class);
        assertThat(server.requests().predictions().last().input())
                .containsEntry("system_prompt", "Be brief.")
                .containsEntry(
                        "prompt",
                        "User: Who are you?\n\nAssistant: A llama.\n\nUser: Where do you live?\n\nAssistant:");
    }

    @Test
    void answerIsReadAsTheTypeOfAMethod() {
        server.when(AcmeModels.POET).thenReturn("true");
        Assistant assistant =
                AiServices.create(Assistant.class, LangChainChatModel.of(server.client(), AcmeModels.POET));

        assertThat(assistant.isLlama("four legs, spits")).isTrue();
        assertThat(String.valueOf(server.requests().predictions().single().input("prompt")))
                .startsWith("Is this a llama: four legs, spits?");
    }

    @Test
    void pictureOfAMethodGoesToTheModel() {
        Assistant assistant =
                AiServices.create(Assistant.class, LangChainChatModel.of(server.client(), AcmeModels.CAPTIONER));

        assistant.describe("What is this?", ImageContent.from("https://example.com/cat.png"));

        assertThat(server.requests().predictions().single().input())
                .containsEntry("image", "https://example.com/cat.png")
                .containsEntry("question", "What is this?");
    }

    @Test
    void failedRunReachesTheCallerAndIsPaidOnce() {
        server.when(AcmeModels.WRITER).thenFail("out of memory (E1001)");
        Assistant assistant =
                AiServices.create(Assistant.class, LangChainChatModel.of(server.client(), AcmeModels.WRITER));

        assertThatThrownBy(() -> assistant.answer("Who are you?"))
                .isInstanceOf(NonRetriableException.class)
                .hasMessageContaining("out of memory");
        server.requests().predictions().assertCount(1);
    }

    @Test
    void tokensOfAStreamComeInOrderThoughTheReplyWasLost() throws Exception {
        server.when(AcmeModels.WRITER).thenStream("A", " llama", ".");
        server.inject(Fault.dropReplyAfterCreate());
        List<String> tokens = new CopyOnWriteArrayList<>();
        CompletableFuture<ChatResponse> response = new CompletableFuture<>();

        streaming()
                .answer("Who are you?")
                .onPartialResponse(tokens::add)
                .onCompleteResponse(response::complete)
                .onError(response::completeExceptionally)
                .start();

        assertThat(response.get(30, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("A llama.");
        assertThat(tokens).containsExactly("A", " llama", ".");
        server.requests().predictions().assertCount(1);
    }

    @Test
    void cancellingAStreamReachesTheServer() throws Exception {
        server.when(AcmeModels.WRITER).thenHang("A");
        CompletableFuture<StreamingHandle> handle = new CompletableFuture<>();

        streaming()
                .answer("Who are you?")
                .onPartialResponseWithContext((part, context) -> handle.complete(context.streamingHandle()))
                .onCompleteResponse(response -> handle.completeExceptionally(new AssertionError("has ended")))
                .onError(handle::completeExceptionally)
                .start();
        handle.get(30, TimeUnit.SECONDS).cancel();

        server.requests().cancellations().await(1);
        server.requests().predictions().assertCount(1);
    }

    private StreamingAssistant streaming() {
        return AiServices.builder(StreamingAssistant.class)
                .streamingChatModel(LangChainStreamingChatModel.of(server.client(), AcmeModels.WRITER))
                .build();
    }
}
