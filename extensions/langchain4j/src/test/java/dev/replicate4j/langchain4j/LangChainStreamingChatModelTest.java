package dev.replicate4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LangChainStreamingChatModelTest {

    private final ReplicateServer server = AcmeModels.server();
    private final StreamingChatModel writer = LangChainStreamingChatModel.of(server.client(), AcmeModels.WRITER);
    private final CollectingHandler handler = new CollectingHandler();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void partsComeInOrderAndThenTheWhole() throws Exception {
        server.when(AcmeModels.WRITER).thenStream("A", " ", "llama", "", "\n", "am I.");

        writer.chat("Who are you?", handler);

        ChatResponse response = handler.response();
        assertThat(handler.parts).containsExactly("A", " ", "llama", "\n", "am I.");
        assertThat(response.aiMessage().text()).isEqualTo("A llama\nam I.");
        assertThat(response.metadata()).isInstanceOfSatisfying(LangChainChatResponseMetadata.class, metadata -> {
            assertThat(metadata.predictTime()).isPresent();
            assertThat(metadata.id()).isEqualTo(metadata.prediction().id());
        });
        server.requests().streams().assertCount(1);
    }

    @Test
    void cancellingCancelsTheRunAndNothingIsHeardAfterwards() throws Exception {
        server.when(AcmeModels.WRITER).thenHang("A", " llama");

        writer.chat("Who are you?", handler);
        StreamingHandle handle = handler.handle.get(30, TimeUnit.SECONDS);
        handle.cancel();

        assertThat(handle.isCancelled()).isTrue();
        server.requests().cancellations().await(1);
        assertThat(handler.errors).isEmpty();
        assertThat(handler.isDone()).isFalse();
    }

    @Test
    void partsAfterACancellationAreNotTold() throws Exception {
        server.when(AcmeModels.WRITER).thenStream("A", " llama", " am I.");
        CollectingHandler first = new CollectingHandler() {
            @Override
            public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
                super.onPartialResponse(partial, context);
                context.streamingHandle().cancel();
            }
        };

        writer.chat("Who are you?", first);
        first.handle.get(30, TimeUnit.SECONDS);
        writer.chat("Who are you?", handler);
        handler.response();

        assertThat(first.parts).containsExactly("A");
        assertThat(first.isDone()).isFalse();
    }

    @Test
    void lostReplyIsOnePrediction() throws Exception {
        server.inject(Fault.dropReplyAfterCreate());

        writer.chat("Who are you?", handler);

        assertThat(handler.response().aiMessage().text()).isEqualTo(String.join("", handler.parts));
        server.requests().predictions().assertCount(1);
    }

    @Test
    void streamThatBreaksIsResumed() throws Exception {
        server.when(AcmeModels.WRITER).thenStream("A", " llama", " am I.");
        server.inject(Fault.cutStream(1));

        writer.chat("Who are you?", handler);

        assertThat(handler.response().aiMessage().text()).isEqualTo("A llama am I.");
        assertThat(handler.parts).containsExactly("A", " llama", " am I.");
    }

    @Test
    void failureComesAfterThePartsThatWereMade() {
        server.when(AcmeModels.WRITER).thenFail("out of memory (E1001)", "A");

        writer.chat("Who are you?", handler);

        assertThatThrownBy(handler::response)
                .cause()
                .isInstanceOf(NonRetriableException.class)
                .hasMessageContaining("out of memory");
        assertThat(handler.parts).containsExactly("A");
    }

    @Test
    void whatTheModelHasNoInputForIsToldBeforeAnythingIsPaid() {
        LangChainStreamingChatModel poet = LangChainStreamingChatModel.of(server.client(), AcmeModels.POET);

        poet.chat(
                ChatRequest.builder()
                        .messages(UserMessage.from("hi"))
                        .temperature(0.5)
                        .build(),
                handler);

        assertThatThrownBy(handler::response).cause().isInstanceOf(InvalidRequestException.class);
        server.requests().predictions().assertNone();
    }

    @Test
    void handlerThatFailsIsToldSoAndTheStreamGoesOn() throws Exception {
        server.when(AcmeModels.WRITER).thenStream("A", " llama");
        CollectingHandler clumsy = new CollectingHandler() {
            @Override
            public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
                super.onPartialResponse(partial, context);
                throw new IllegalStateException("clumsy");
            }

            @Override
            public void onError(Throwable error) {
                errors.add(error);
            }
        };

        writer.chat("Who are you?", clumsy);

        assertThat(clumsy.response().aiMessage().text()).isEqualTo("A llama");
        assertThat(clumsy.parts).containsExactly("A", " llama");
        assertThat(clumsy.errors)
                .hasSize(2)
                .allMatch(error -> error.getMessage().equals("clumsy"));
    }
}
