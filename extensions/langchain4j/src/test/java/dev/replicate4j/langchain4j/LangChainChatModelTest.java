package dev.replicate4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LangChainChatModelTest {

    private final ReplicateServer server = AcmeModels.server();
    private final ChatModel writer = LangChainChatModel.of(server.client(), AcmeModels.WRITER);
    private final ChatModel poet = LangChainChatModel.of(server.client(), AcmeModels.POET);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answerCarriesTheIdThePredictTimeAndTheTokensOfItsRun() {
        server.onStream(AcmeModels.WRITER, (input, run) -> {
            run.metric("input_token_count", 3);
            run.metric("output_token_count", 2);
            run.emit("A llama");
            run.emit(".");
        });

        ChatResponse response = writer.chat(UserMessage.from("Who are you?"));

        assertThat(response.aiMessage().text()).isEqualTo("A llama.");
        assertThat(response.modelName()).isEqualTo("acme/writer");
        assertThat(response.tokenUsage()).isEqualTo(new TokenUsage(3, 2));
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.metadata()).isInstanceOfSatisfying(LangChainChatResponseMetadata.class, metadata -> {
            assertThat(metadata.predictTime()).isPresent();
            assertThat(metadata.prediction().id()).isEqualTo(metadata.id());
            assertThat(metadata.toBuilder().build()).isEqualTo(metadata);
        });
        assertThat(input()).isEqualTo(Map.of("prompt", "Who are you?"));
    }

    @Test
    void answerThatIsAsLongAsItMayBeIsSaidToBeCutOff() {
        server.onStream(AcmeModels.WRITER, (input, run) -> {
            run.metric("output_token_count", 2);
            run.emit("A llama");
        });

        ChatResponse response = writer.chat(request(parameters -> parameters.maxOutputTokens(2)));

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void systemMessageIsTheSystemPromptWhereTheModelHasOne() {
        writer.chat(SystemMessage.from("Be brief."), UserMessage.from("Who are you?"));

        assertThat(input()).isEqualTo(Map.of("prompt", "Who are you?", "system_prompt", "Be brief."));
    }

    @Test
    void systemMessageComesBeforeThePromptOfAModelThatHasNone() {
        poet.chat(SystemMessage.from("Be brief."), UserMessage.from("Who are you?"));

        assertThat(input()).isEqualTo(Map.of("prompt", "Be brief.\n\nWho are you?"));
    }

    @Test
    void chatWithAnswersInItIsATranscript() {
        poet.chat(
                UserMessage.from("Who are you?"),
                AiMessage.from("A llama."),
                UserMessage.from("Zoe", "Where do you live?"));

        assertThat(input())
                .isEqualTo(Map.of(
                        "prompt",
                        "User: Who are you?\n\nAssistant: A llama.\n\nZoe: Where do you live?\n\nAssistant:"));
    }

    @Test
    void answerThatIsBegunIsToBeContinued() {
        poet.chat(UserMessage.from("Who are you?"), AiMessage.from("A lla"));

        assertThat(input()).isEqualTo(Map.of("prompt", "User: Who are you?\n\nAssistant: A lla"));
    }

    @Test
    void pictureInAMessageGoesToTheInputForIt() {
        writer.chat(
                UserMessage.from(TextContent.from("What is this?"), ImageContent.from("https://example.com/cat.png")));

        assertThat(input()).isEqualTo(Map.of("prompt", "What is this?", "image", "https://example.com/cat.png"));
    }

    @Test
    void modelThatLooksAtAPictureIsAChatModelToo() {
        ChatModel captioner = LangChainChatModel.of(server.client(), AcmeModels.CAPTIONER);
        server.when(AcmeModels.CAPTIONER).with("question", "What is this?").thenReturn("a cat");

        ChatResponse response = captioner.chat(
                UserMessage.from(TextContent.from("What is this?"), ImageContent.from("AAEC", "image/png")));

        assertThat(response.aiMessage().text()).isEqualTo("a cat");
        assertThat(input()).containsEntry("image", "data:image/png;base64,AAEC");
    }

    @Test
    void parametersAreSentAsTheInputsOfTheModel() {
        writer.chat(request(parameters -> parameters
                .temperature(0.5)
                .topP(0.75)
                .topK(40)
                .frequencyPenalty(0.25)
                .presencePenalty(0.125)
                .maxOutputTokens(100)
                .stopSequences("END", "STOP")));

        assertThat(input())
                .isEqualTo(Map.of(
                        "prompt",
                        "hi",
                        "temperature",
                        0.5,
                        "top_p",
                        0.75,
                        "top_k",
                        40L,
                        "frequency_penalty",
                        0.25,
                        "presence_penalty",
                        0.125,
                        "max_tokens",
                        100L,
                        "stop_sequences",
                        "END,STOP"));
    }

    @Test
    void parametersOfARequestOverrideThoseOfTheModel() {
        ChatModel warm = LangChainChatModel.builder(server.client(), AcmeModels.WRITER)
                .defaultRequestParameters(
                        ChatRequestParameters.builder().temperature(1.0).topK(7).build())
                .inputs(Map.of("max_tokens", 9))
                .build();

        warm.chat(request(parameters -> parameters.temperature(0.5)));

        assertThat(input()).isEqualTo(Map.of("prompt", "hi", "temperature", 0.5, "top_k", 7L, "max_tokens", 9L));
    }

    @Test
    void whatTheModelHasNoInputForIsNamedBeforeAnythingIsPaid() {
        assertThatThrownBy(() -> poet.chat(request(parameters -> parameters.temperature(0.5))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("acme/poet has no input for temperature. Its inputs are prompt. Nothing was sent.");
        assertThatThrownBy(() -> poet.chat(request(parameters -> parameters.maxOutputTokens(5))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("acme/poet has no input for maxOutputTokens.");
        assertThatThrownBy(() -> writer.chat(request(parameters -> parameters.temperature(9.0))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("temperature of acme/writer must be 0 to 5, but is 9.0. Nothing was sent.");
        assertThatThrownBy(() -> writer.chat(request(parameters -> parameters.stopSequences("a,b"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("but found [a,b]");
        assertThatThrownBy(() -> writer.chat(request(parameters -> parameters.modelName("acme/poet"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("This chat model is acme/writer");
        assertThatThrownBy(() -> poet.chat(UserMessage.from(ImageContent.from("https://example.com/cat.png"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("acme/poet has no input for an image");
        assertThatThrownBy(() -> writer.chat(UserMessage.from(
                        ImageContent.from("https://example.com/1.png"),
                        ImageContent.from("https://example.com/2.png"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("image of acme/writer takes one image, but there are 2. Nothing was sent.");
        assertThatThrownBy(() -> writer.chat(SystemMessage.from("Be brief.")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("A chat with acme/writer needs a message of a user. Nothing was sent.");
        assertThatThrownBy(() -> LangChainChatModel.of(server.client(), AcmeModels.PAINTER)
                        .chat("Who are you?"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("acme/painter does not return a text, says its schema. Nothing was sent.");
        server.requests().predictions().assertNone();
    }

    @Test
    void whatNoModelTakesIsNotSupported() {
        ToolSpecification tool = ToolSpecification.builder().name("paint").build();

        assertThatThrownBy(() -> writer.chat(request(parameters -> parameters.toolSpecifications(tool))))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThatThrownBy(() -> writer.chat(request(parameters -> parameters.responseFormat(ResponseFormat.JSON))))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThatThrownBy(() -> writer.chat(UserMessage.from(VideoContent.from("https://example.com/cat.mp4"))))
                .isInstanceOf(UnsupportedFeatureException.class);
        server.requests().predictions().assertNone();
    }

    @Test
    void lostReplyIsOnePredictionBlockingAndNot() throws Exception {
        server.inject(Fault.dropReplyAfterCreate().times(2));

        assertThat(writer.chat("Who are you?")).isNotEmpty();
        assertThat(writer.chatAsync("And you?").get(30, TimeUnit.SECONDS)).isNotEmpty();

        server.requests().predictions().assertCount(2);
    }

    @Test
    void answerComesWithoutBlocking() throws Exception {
        server.when(AcmeModels.WRITER).thenStream("A ", "llama");

        ChatResponse response = writer.chatAsync(request(parameters -> {})).get(30, TimeUnit.SECONDS);

        assertThat(response.aiMessage().text()).isEqualTo("A llama");
        assertThat(response.metadata())
                .isInstanceOfSatisfying(
                        LangChainChatResponseMetadata.class,
                        metadata -> assertThat(metadata.predictTime()).isPresent());
    }

    @Test
    void cancelledFutureCancelsTheRun() {
        server.when(AcmeModels.WRITER).thenHang("A ");
        CompletableFuture<ChatResponse> response = writer.chatAsync(request(parameters -> {}));
        server.requests().streams().await(1);

        response.cancel(true);

        server.requests().cancellations().await(1);
        server.requests().predictions().assertCount(1);
    }

    @Test
    void failureWithoutBlockingIsNotRetriable() {
        server.when(AcmeModels.WRITER).thenFail("out of memory (E1001)");

        assertThat(writer.chatAsync(request(parameters -> {})))
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(NonRetriableException.class)
                .withMessageContaining("out of memory");
    }

    private static ChatRequest request(Consumer<DefaultChatRequestParameters.Builder<?>> changes) {
        DefaultChatRequestParameters.Builder<?> parameters = ChatRequestParameters.builder();
        changes.accept(parameters);
        return ChatRequest.builder()
                .messages(List.of(UserMessage.from("hi")))
                .parameters(parameters.build())
                .build();
    }

    private Map<String, Object> input() {
        return server.requests().predictions().single().input();
    }
}
