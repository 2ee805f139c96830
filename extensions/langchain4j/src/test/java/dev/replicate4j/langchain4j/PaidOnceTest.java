package dev.replicate4j.langchain4j;

import static dev.langchain4j.internal.RetryUtils.withRetryMappingExceptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.image.ImageModel;
import dev.replicate4j.Replicate;
import dev.replicate4j.error.CallTimeoutException;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** LangChain4j's own retries never pay for a second run. */
class PaidOnceTest {

    private static final int RETRIES = 2;

    private final ReplicateServer server = AcmeModels.server();
    private final ImageModel painter = LangChainImageModel.of(server.client(), AcmeModels.PAINTER);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void lostReplyIsOnePrediction() {
        server.inject(Fault.dropReplyAfterCreate());

        withRetryMappingExceptions(() -> painter.generate("a cat"), RETRIES);

        server.requests().predictions().assertCount(1);
    }

    @Test
    void gatewayErrorAfterTheCreateIsOnePrediction() {
        server.inject(Fault.errorAfterCreate(504));

        withRetryMappingExceptions(() -> painter.generate("a cat"), RETRIES);

        server.requests().predictions().assertCount(1);
    }

    @Test
    void failedRunIsNotRunAgain() {
        server.when(AcmeModels.PAINTER).thenFail("CUDA out of memory (E1001)");

        assertThatThrownBy(() -> withRetryMappingExceptions(() -> painter.generate("a cat"), RETRIES))
                .isInstanceOf(NonRetriableException.class)
                .hasMessageContaining("CUDA out of memory")
                .hasCauseInstanceOf(ModelException.class);
        server.requests().predictions().assertCount(1);
    }

    @Test
    void filteredPromptIsSaidToBeSo() {
        server.when(AcmeModels.PAINTER).thenFail("The input was flagged as sensitive (E005)");

        assertThatThrownBy(() -> painter.generate("a cat")).isInstanceOf(ContentFilteredException.class);
    }

    @Test
    void runThatTakesTooLongIsCanceledAndNotRunAgain() {
        server.when(AcmeModels.PAINTER).thenHang();
        ImageModel hasty = LangChainImageModel.builder(server.client(), AcmeModels.PAINTER)
                .options(o -> o.timeout(Duration.ofMillis(300)))
                .build();

        assertThatThrownBy(() -> withRetryMappingExceptions(() -> hasty.generate("a cat"), RETRIES))
                .isInstanceOf(NonRetriableException.class)
                .hasCauseInstanceOf(CallTimeoutException.class);
        server.requests().predictions().assertCount(1);
        server.requests().cancellations().assertCount(1);
    }

    @Test
    void interruptedThreadCancelsItsRun() throws Exception {
        server.when(AcmeModels.PAINTER).thenHang();
        ImageModel polling = LangChainImageModel.builder(server.client(), AcmeModels.PAINTER)
                .options(o -> o.syncWindow(Duration.ZERO))
                .build();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                withRetryMappingExceptions(() -> polling.generate("a cat"), RETRIES);
            } catch (RuntimeException e) {
                failure.complete(e);
            }
        });
        thread.start();
        server.requests().predictions().await(1);

        thread.interrupt();

        assertThat(failure.get(30, TimeUnit.SECONDS))
                .isInstanceOf(NonRetriableException.class)
                .hasCauseInstanceOf(InterruptedCallException.class);
        server.requests().cancellations().await(1);
        server.requests().predictions().assertCount(1);
    }

    @Test
    void outageWhileARunIsAwaitedIsNotRetried() {
        server.when(AcmeModels.PAINTER).thenHang();
        server.inject(Fault.unauthenticated().on("GET", "/v1/predictions/*").always());
        ImageModel polling = LangChainImageModel.builder(server.client(), AcmeModels.PAINTER)
                .options(o -> o.syncWindow(Duration.ZERO))
                .build();

        assertThatThrownBy(() -> withRetryMappingExceptions(() -> polling.generate("a cat"), RETRIES))
                .isInstanceOf(NonRetriableException.class);
        server.requests().predictions().assertCount(1);
    }

    @Test
    void createThatWasThrottledIsRetriable() {
        server.inject(Fault.throttle(Duration.ofSeconds(1)).on("POST", "/v1/models/acme/painter/predictions"));
        try (Replicate replicate =
                server.client().toBuilder().retryPolicy(RetryPolicy.none()).build()) {
            ImageModel impatient = LangChainImageModel.of(replicate, AcmeModels.PAINTER);

            assertThatThrownBy(() -> impatient.generate("a cat")).isInstanceOf(RateLimitException.class);
            assertThat(replicate.predictions().list().items()).isEmpty();
            assertThat(impatient.generate("a cat").content().url()).isNotNull();
        }
    }

    @Test
    void wrongTokenAndMissingCreditAreNotRetried() {
        server.inject(Fault.insufficientCredit());

        assertThatThrownBy(() -> painter.generate("a cat")).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void outputWhoseMeasurementsCannotBeReadIsReturned() {
        server.inject(Fault.unauthenticated().on("GET", "/v1/predictions/*"));

        assertThat(painter.generate("a cat").metadata()).containsKey("id").doesNotContainKey("predict_time");
    }
}
