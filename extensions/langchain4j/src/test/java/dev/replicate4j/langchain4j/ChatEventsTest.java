package dev.replicate4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.replicate4j.testkit.ReplicateServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reactive door of the streaming chat model. */
class ChatEventsTest {

    private final ReplicateServer server = AcmeModels.server();
    private final StreamingChatModel writer = LangChainStreamingChatModel.of(server.client(), AcmeModels.WRITER);
    private final Reader reader = new Reader();

    /** Requests events when the test says so. */
    private static final class Reader implements Flow.Subscriber<ChatModelStreamingEvent> {

        final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        final BlockingQueue<ChatModelStreamingEvent> events = new LinkedBlockingQueue<>();
        final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription.complete(subscription);
        }

        @Override
        public void onNext(ChatModelStreamingEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete("complete");
        }

        void request(long n) {
            subscription.join().request(n);
        }

        String part() throws InterruptedException {
            return events.poll(30, TimeUnit.SECONDS) instanceof PartialResponse part ? part.text() : "none";
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void subscriberGetsAsManyEventsAsItRequests() throws Exception {
        server.when(AcmeModels.WRITER).thenStream("A", " llama", ".");

        writer.chat(request()).subscribe(reader);
        reader.request(1);

        assertThat(reader.part()).isEqualTo("A");
        assertThat(reader.events).isEmpty();
        assertThat(reader.end).isNotDone();

        reader.request(Long.MAX_VALUE);

        assertThat(reader.part()).isEqualTo(" llama");
        assertThat(reader.part()).isEqualTo(".");
        assertThat(reader.events.poll(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        CompleteResponse.class,
                        whole -> assertThat(whole.chatResponse().aiMessage().text())
                                .isEqualTo("A llama."));
        assertThat(reader.end.get(30, TimeUnit.SECONDS)).isEqualTo("complete");
    }

    @Test
    void eachSubscriptionIsARunAndWithoutOneThereIsNone() throws Exception {
        Flow.Publisher<ChatModelStreamingEvent> answer = writer.chat(request());
        server.requests().assertCount(0);

        Reader second = new Reader();
        answer.subscribe(reader);
        answer.subscribe(second);
        reader.request(Long.MAX_VALUE);
        second.request(Long.MAX_VALUE);

        reader.end.get(30, TimeUnit.SECONDS);
        second.end.get(30, TimeUnit.SECONDS);
        server.requests().predictions().assertCount(2);
    }

    @Test
    void cancellingCancelsTheRun() throws Exception {
        server.when(AcmeModels.WRITER).thenHang("A");

        writer.chat(request()).subscribe(reader);
        reader.request(Long.MAX_VALUE);
        assertThat(reader.part()).isEqualTo("A");
        reader.subscription.join().cancel();

        server.requests().cancellations().await(1);
        assertThat(reader.end).isNotDone();
    }

    @Test
    void failureComesAfterThePartsThatWereMade() throws Exception {
        server.when(AcmeModels.WRITER).thenFail("out of memory (E1001)", "A");

        writer.chat(request()).subscribe(reader);
        reader.request(Long.MAX_VALUE);

        assertThat(reader.part()).isEqualTo("A");
        assertThat(reader.end)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(NonRetriableException.class);
    }

    @Test
    void whatTheModelHasNoInputForIsToldBeforeAnythingIsPaid() {
        LangChainStreamingChatModel.of(server.client(), AcmeModels.POET)
                .chat(ChatRequest.builder()
                        .messages(UserMessage.from("hi"))
                        .temperature(0.5)
                        .build())
                .subscribe(reader);

        assertThat(reader.end)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(InvalidRequestException.class);
        server.requests().predictions().assertNone();
    }

    @Test
    void subscriberThatFailsCancelsItsRun() {
        server.when(AcmeModels.WRITER).thenHang("A");

        writer.chat(request()).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ChatModelStreamingEvent event) {
                throw new IllegalStateException("clumsy");
            }

            @Override
            public void onError(Throwable failure) {
                reader.end.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                reader.end.complete("complete");
            }
        });

        server.requests().cancellations().await(1);
        assertThat(reader.end).isNotDone();
    }

    @Test
    void requestForNothingIsAnError() {
        server.when(AcmeModels.WRITER).thenHang();

        writer.chat(request()).subscribe(reader);
        reader.request(0);

        assertThat(reader.end)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ChatRequest request() {
        return ChatRequest.builder().messages(UserMessage.from("Who are you?")).build();
    }
}
