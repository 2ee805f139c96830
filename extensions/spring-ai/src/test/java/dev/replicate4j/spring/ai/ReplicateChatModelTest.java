package dev.replicate4j.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.util.MimeTypeUtils;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Timeout(60)
class ReplicateChatModelTest {

    private final ReplicateServer server = AcmeServer.start();
    private final Replicate replicate = server.client();
    private final ReplicateChatModel talker =
            ReplicateChatModel.builder(replicate, AcmeServer.TALKER).build();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void chatClientGetsAnAnswer() {
        server.on(AcmeServer.TALKER, input -> "You said: " + input.text("prompt"));

        String answer = ChatClient.create(talker)
                .prompt()
                .system("Be brief.")
                .user("hello")
                .options(ChatOptions.builder().temperature(0.2).maxTokens(20).stopSequences(List.of("<end>", "<stop>")))
                .call()
                .content();

        assertThat(answer).isEqualTo("You said: hello");
        assertThat(input())
                .containsOnly(
                        Map.entry("prompt", "hello"),
                        Map.entry("system_prompt", "Be brief."),
                        Map.entry("temperature", 0.2),
                        Map.entry("max_tokens", 20L),
                        Map.entry("stop_sequences", "<end>,<stop>"));
    }

    @Test
    void chatClientStreamsWhatIsWritten() {
        server.when(AcmeServer.TALKER).thenStream("Once", " upon", " a", " time");

        List<String> pieces = ChatClient.create(talker).prompt("tell me a story").stream()
                .content()
                .collectList()
                .block();

        assertThat(pieces).containsExactly("Once", " upon", " a", " time");
    }

    @Test
    void piecesArriveBeforeTheRunEnds() {
        CountDownLatch read = new CountDownLatch(1);
        server.onStream(AcmeServer.TALKER, (input, run) -> {
            run.emit("first");
            await(read);
            run.emit("second");
        });

        StepVerifier.create(talker.stream("tell me a story"))
                .expectNext("first")
                .then(read::countDown)
                .expectNext("second")
                .expectNext("")
                .verifyComplete();
    }

    @Test
    void cancellingTheSubscriptionCancelsTheRun() {
        CountDownLatch written = new CountDownLatch(1);
        server.onStream(AcmeServer.TALKER, (input, run) -> {
            run.emit("first");
            await(written); // never
        });

        StepVerifier.create(ChatClient.create(talker).prompt("tell me a story").stream()
                        .content())
                .expectNext("first")
                .thenCancel()
                .verify();

        server.requests().cancellations().await(1);
        server.requests().predictions().assertCount(1);
        written.countDown();
    }

    @Test
    void cancellingWhileTheCreateIsUnderWayCancelsTheRun() {
        server.inject(Fault.slowReply(Duration.ofMillis(300)).on("POST", "/v1/models/acme/talker/predictions"));
        server.when(AcmeServer.TALKER).thenHang();

        Disposable subscription = talker.stream("tell me a story").subscribe();
        server.requests().predictions().await(1);
        subscription.dispose();

        server.requests().cancellations().await(1);
    }

    @Test
    void nothingIsCalledWithoutASubscriberAndOncePerSubscriber() {
        Flux<String> story = talker.stream("tell me a story");
        server.requests().predictions().assertNone();

        story.blockLast();
        story.blockLast();

        server.requests().predictions().assertCount(2);
    }

    @Test
    void subscriberGetsNoMoreThanItRequests() {
        server.when(AcmeServer.TALKER).thenStream("a", "b", "c", "d");

        StepVerifier.create(talker.stream("tell me a story"), 2)
                .expectNext("a", "b")
                .expectNoEvent(Duration.ofMillis(50))
                .thenRequest(1)
                .expectNext("c")
                .thenRequest(10)
                .expectNext("d", "")
                .verifyComplete();
    }

    @Test
    void streamFailsWithWhatMustNotBeRetried() {
        server.inject(Fault.fail("out of memory"));

        StepVerifier.create(talker.stream("tell me a story"))
                .thenConsumeWhile(piece -> true)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(NonTransientAiException.class)
                        .hasMessageContaining("acme/talker failed: out of memory"))
                .verify();
        server.requests().predictions().assertCount(1);
    }

    @Test
    void lostReplyOfAStreamIsOnePrediction() {
        server.inject(Fault.dropReplyAfterCreate());

        assertThat(talker.stream("tell me a story").collectList().block()).isNotEmpty();
        server.requests().predictions().assertCount(1);
    }

    @Test
    void historyIsATranscript() {
        talker.call(
                new SystemMessage("Be brief."),
                new UserMessage("hello"),
                new AssistantMessage("Hello! How can I help?"),
                new UserMessage("tell me a story"));

        assertThat(input()).containsEntry("system_prompt", "Be brief.").containsEntry("prompt", """
                        User: hello

                        Assistant: Hello! How can I help?

                        User: tell me a story

                        Assistant:""");
    }

    @Test
    void memoryOfChatClientIsHistory() {
        server.on(AcmeServer.TALKER, input -> "Nice to meet you.");
        ChatClient client = ChatClient.builder(talker)
                .defaultAdvisors(MessageChatMemoryAdvisor.builder(
                                MessageWindowChatMemory.builder().build())
                        .build())
                .build();

        for (String text : List.of("I am Ada.", "Who am I?")) {
            client.prompt(text)
                    .advisors(a -> a.param(ChatMemory.CONVERSATION_ID, "1"))
                    .call()
                    .content();
        }

        assertThat(server.requests().predictions().last().input("prompt"))
                .isEqualTo("User: I am Ada.\n\nAssistant: Nice to meet you.\n\nUser: Who am I?\n\nAssistant:");
    }

    @Test
    void modelWithoutASystemPromptGetsItBeforeThePrompt() {
        ReplicateChatModel parrot =
                ReplicateChatModel.builder(replicate, AcmeServer.pin("parrot")).build();

        parrot.call(new SystemMessage("Be brief."), new UserMessage("hello"));

        assertThat(input()).containsExactly(Map.entry("prompt", "Be brief.\n\nhello"));
    }

    @Test
    void mediaOfTheMessageAreTheFileThatTheModelTakes() {
        ReplicateChatModel parrot =
                ReplicateChatModel.builder(replicate, "acme/parrot").build();
        Media picture = new Media(MimeTypeUtils.IMAGE_PNG, URI.create("https://example.com/cat.png"));

        parrot.call(UserMessage.builder().text("what is it?").media(picture).build());

        assertThat(input()).containsEntry("image", "https://example.com/cat.png");
        assertThatThrownBy(() -> talker.call(
                        UserMessage.builder().text("what is it?").media(picture).build()))
                .isInstanceOf(NonTransientAiException.class)
                .hasMessageContaining("acme/talker has no input for files, but a message has media");
    }

    @Test
    void mapperOfTheApplicationTakesThePlaceOfTheStandardOne() {
        ReplicateChatModel model = ReplicateChatModel.builder(replicate, AcmeServer.TALKER)
                .promptMapper((messages, schema) ->
                        Map.of("prompt", "<|user|>" + messages.get(0).getText() + "<|assistant|>"))
                .build();

        model.call("hello");

        assertThat(input()).containsExactly(Map.entry("prompt", "<|user|>hello<|assistant|>"));
    }

    @Test
    void optionsThatTheModelHasNoInputForAreNamed() {
        ChatOptions options = ChatOptions.builder().topK(5).presencePenalty(1.0).build();

        assertThatThrownBy(() -> talker.call(new Prompt("hello", options)))
                .isInstanceOf(NonTransientAiException.class)
                .hasMessage("acme/talker has no input for topK, presencePenalty. Its inputs are [prompt, system_prompt,"
                        + " temperature, max_tokens, top_p, stop_sequences, seed].");
        server.requests().predictions().assertNone();
    }

    @Test
    void toolsAreNotDroppedSilently() {
        AtomicInteger called = new AtomicInteger();
        ChatClient client = ChatClient.create(talker);

        assertThatThrownBy(() -> client.prompt("what time is it?")
                        .tools(FunctionToolCallback.builder("clock", called::incrementAndGet)
                                .description("Tells the time.")
                                .build())
                        .call()
                        .content())
                .isInstanceOf(NonTransientAiException.class)
                .hasMessageContaining("acme/talker has no input for tools");
        server.requests().predictions().assertNone();
    }

    @Test
    void optionsOfThePromptAndOfChatClientTakeThePlaceOfThoseOfTheModel() {
        ReplicateChatModel model = ReplicateChatModel.builder(replicate, AcmeServer.TALKER)
                .options(ReplicateChatOptions.builder()
                        .temperature(0.1)
                        .input("seed", 1)
                        .build())
                .build();

        model.call(new Prompt(
                "hello", ReplicateChatOptions.builder().input("seed", 2).build()));
        assertThat(input()).containsEntry("temperature", 0.1).containsEntry("seed", 2L);

        ChatClient.create(model)
                .prompt("hello")
                .options(ReplicateChatOptions.builder().temperature(0.3).input("seed", 3))
                .call()
                .content();
        assertThat(server.requests().predictions().last().input())
                .containsEntry("temperature", 0.3)
                .containsEntry("seed", 3L);
    }

    @Test
    void metadataHasTheIdThePredictTimeAndTokens() {
        server.onStream(AcmeServer.TALKER, (input, run) -> {
            run.emit("Hello");
            run.metric("input_token_count", 7);
            run.metric("output_token_count", 1);
        });

        ChatResponse response = talker.call(new Prompt("hello"));

        ReplicateUsage usage = (ReplicateUsage) response.getMetadata().getUsage();
        assertThat(usage.predictTime()).isPresent();
        assertThat(usage.getPromptTokens()).isEqualTo(7);
        assertThat(usage.getTotalTokens()).isEqualTo(8);
        assertThat(response.getMetadata().getId())
                .isEqualTo(replicate.predictions().list().items().get(0).id());
        assertThat(response.getResult().getMetadata().getFinishReason()).isEqualTo("STOP");
    }

    @Test
    void lastPieceOfAStreamHasTheUsage() {
        ChatResponse last = talker.stream(new Prompt("hello")).blockLast();

        ReplicateUsage usage = (ReplicateUsage) last.getMetadata().getUsage();
        assertThat(usage.predictTime()).isPresent();
        assertThat(last.getMetadata().<Duration>get("predict-time"))
                .isEqualTo(usage.predictTime().orElseThrow());
        assertThat(last.getMetadata().getId())
                .isEqualTo(replicate.predictions().list().items().get(0).id());
    }

    @Test
    void callsAndStreamsAreObserved() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        CountDownLatch stopped = new CountDownLatch(2);
        registry.observationConfig().observationHandler(new StopCounter(stopped));
        ChatModel model = ReplicateChatModel.builder(replicate, AcmeServer.TALKER)
                .observationRegistry(registry)
                .build();

        model.call("hello");
        model.stream("hello").blockLast();
        await(stopped); // that of a stream is stopped after its last piece

        TestObservationRegistryAssert.assertThat(registry)
                .hasNumberOfObservationsWithNameEqualTo("gen_ai.client.operation", 2)
                .forAllObservationsWithNameEqualTo(
                        "gen_ai.client.operation",
                        observation -> observation
                                .hasContextualNameEqualTo("chat acme/talker")
                                .hasLowCardinalityKeyValue("gen_ai.response.model", "acme/talker")
                                .hasHighCardinalityKeyValueWithKey("gen_ai.response.id"));
    }

    private Map<String, Object> input() {
        return server.requests().predictions().single().input();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record StopCounter(CountDownLatch stopped) implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            stopped.countDown();
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
