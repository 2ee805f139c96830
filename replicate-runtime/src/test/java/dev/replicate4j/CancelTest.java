package dev.replicate4j;

import static dev.replicate4j.Loopback.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.api.Status;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.model.ModelException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever stops waiting stops paying. */
@Timeout(30)
class CancelTest {

    private static final String CREATE = "POST /v1/models/acme/painter/predictions";
    private static final String GET = "GET /v1/predictions/p1";
    private static final String CANCEL = "POST /v1/predictions/p1/cancel";
    private static final List<String> CAT = List.of("https://replicate.delivery/xezq/cat.png");

    private final Loopback api = new Loopback();
    private final Replicate replicate = api.client().syncWindow(Duration.ZERO).build();
    private final ModelFunction<Painter.Input, List<URLPath>, URLPath> painter = replicate.use(Painter.MODEL);

    @BeforeEach
    void runsOn() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", "processing"))
                .on(CANCEL, api.prediction(200, "p1", "canceled"));
    }

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    @Test
    void interruptingTheCallerCancelsTheRun() {
        Caller caller = Caller.of(() -> painter.call(Painter.with("a cat")));
        api.await(GET, 1);

        assertThat(caller.interrupted())
                .isInstanceOf(InterruptedCallException.class)
                .hasMessage(
                        "The thread was interrupted while it waited for acme/painter. Prediction p1 is being canceled;"
                                + " what has run until then is billed.");
        api.await(CANCEL, 1);
    }

    @Test
    void interruptingTheReaderOfARunCancelsIt() {
        Run<List<URLPath>, URLPath> run = painter.create(Painter.with("a cat"));
        Caller caller = Caller.of(run::output);
        api.await(GET, 1);

        assertThat(caller.interrupted()).hasMessageContaining("p1 of acme/painter");
        api.await(CANCEL, 1);
    }

    @Test
    void interruptingTheReaderOfAStreamCancelsTheRun() {
        OutputIterator<URLPath> images = painter.stream(Painter.with("a cat"));
        Caller caller = Caller.of(images::toList);
        api.await(GET, 1);

        assertThat(caller.interrupted()).isInstanceOf(InterruptedCallException.class);
        api.await(CANCEL, 1);
    }

    @Test
    void runThatIsGivenUpBeforeItsIdIsKnownIsFoundAndCanceled() {
        CountDownLatch answer = new CountDownLatch(1);
        api.on(CREATE, exchange -> {
                    await(answer);
                    api.prediction(201, "p1", "canceled").to(exchange);
                })
                .on(
                        "GET /v1/predictions",
                        exchange -> json(
                                        200,
                                        Map.of(
                                                "results",
                                                List.of(api.object(
                                                        "p1",
                                                        "processing",
                                                        "created_at",
                                                        Instant.now().toString()))))
                                .to(exchange));
        CompletableFuture<List<URLPath>> output =
                painter.with(o -> o.syncWindow(Duration.ofSeconds(60))).callAsync(Painter.with("a cat"));
        api.await(CREATE, 1);

        output.cancel(true);

        api.await(CANCEL, 1);
        answer.countDown();
    }

    @Test
    void runThatIsGivenUpBeforeItsIdIsKnownIsCanceledWhenItIs() {
        CountDownLatch answer = new CountDownLatch(1);
        api.on(CREATE, exchange -> {
                    await(answer);
                    api.prediction(201, "p1", "starting").to(exchange);
                })
                .on("GET /v1/predictions", json(200, Map.of("results", List.of())));
        CompletableFuture<List<URLPath>> output = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 1);

        output.cancel(true);
        answer.countDown();

        api.await(CANCEL, 1);
    }

    @Test
    void cancellingTheFutureCancelsTheRun() {
        CompletableFuture<List<URLPath>> output = painter.callAsync(Painter.with("a cat"));
        api.await(GET, 1);

        output.cancel(true);

        api.await(CANCEL, 1);
    }

    @Test
    void cancellingAStageOfTheFutureCancelsTheRun() {
        CompletableFuture<Integer> count =
                painter.callAsync(Painter.with("a cat")).thenApply(List::size);
        api.await(GET, 1);

        count.cancel(true);

        api.await(CANCEL, 1);
    }

    @Test
    void futureThatItsUserEndsCancelsTheRun() {
        painter.callAsync(Painter.with("a cat")).orTimeout(1, TimeUnit.MILLISECONDS);

        api.await(CANCEL, 1);
    }

    @Test
    void closingAStreamCancelsTheRunAndClosingAnEndedOneDoesNothing() {
        try (OutputIterator<URLPath> pieces = painter.stream(Painter.with("a cat"))) {
            assertThat(pieces).isNotNull();
        }
        api.await(CANCEL, 1);

        api.on(CREATE, api.prediction(201, "p1", "succeeded", "output", CAT));
        painter.stream(Painter.with("a cat")).close();
        assertThat(api.seen(CANCEL)).hasSize(1);
    }

    @Test
    void aRunIsNothingThatAnIdeWouldClose() {
        assertThat(AutoCloseable.class.isAssignableFrom(Run.class)).isFalse();
    }

    @Test
    void closingTheClientWaitsForCancellationsUnderWay() {
        api.on(CANCEL, exchange -> api.prediction(200, "p1", "canceled").to(exchange));
        painter.stream(Painter.with("a cat")).close();

        replicate.close();

        assertThat(api.seen(CANCEL)).hasSize(1);
    }

    @Test
    void closingTheClientEndsACallThatIsNotAnsweredYet() {
        Loopback.Held held = new Loopback.Held();
        api.on(CREATE, held);
        CompletableFuture<List<URLPath>> output = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 1);

        replicate.close();

        assertThatThrownBy(output::join)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed while acme/painter was being started");
        assertThatThrownBy(() -> painter.call(Painter.with("a cat"))).hasMessageContaining("client is closed");
    }

    @Test
    void predictionThatIsNotKnownEverywhereYetIsCancelledAllTheSame() {
        api.on(CANCEL, json(404, Map.of("detail", "not found")), api.prediction(200, "p1", "canceled"));
        CompletableFuture<List<URLPath>> output = painter.callAsync(Painter.with("a cat"));
        api.await(GET, 1);

        output.cancel(true);

        api.await(CANCEL, 2);
    }

    @Test
    void streamWhosePiecesCannotBeReadIsCanceledWhenItIsClosed() {
        api.on(GET, api.prediction(200, "p1", "processing", "output", List.of("no file")));

        try (OutputIterator<URLPath> images = painter.stream(Painter.with("a cat"))) {
            assertThatThrownBy(images::toList).isInstanceOf(DecodeException.class);
        }

        api.await(CANCEL, 1);
    }

    @Test
    void cancelReturnsWhatBecameOfTheRun() {
        Run<List<URLPath>, URLPath> run = painter.create(Painter.with("a cat"));

        assertThat(run.cancel().status()).isEqualTo(Status.CANCELED);
        assertThat(run.status()).isEqualTo(Status.CANCELED);
        assertThatThrownBy(run::output).isInstanceOf(ModelException.class).hasMessageContaining("was canceled");
        assertThat(api.seen(GET)).isEmpty();
    }

    @Test
    void runThatNobodyWaitsForIsNotLookedAt() {
        Run<List<URLPath>, URLPath> run = painter.create(Painter.with("a cat"));

        assertThat(run.prediction().status()).isEqualTo(Status.STARTING);
        assertThat(run.webUrl()).hasToString("Optional[https://replicate.com/p/p1]");
        assertThat(run).hasToString("prediction p1 of acme/painter (starting)");
        assertThat(api.seen()).hasSize(1);
        assertThat(run.status()).isEqualTo(Status.PROCESSING);
        assertThat(api.seen(GET)).hasSize(1);
    }

    @Test
    void secretThatAModelRepeatsIsNotInTheMessage() {
        api.on(CREATE, api.prediction(201, "p1", "failed", "error", "bad key sk-12345"));

        assertThatThrownBy(() -> painter.call(Painter.with("a cat").apiKey("sk-12345")))
                .hasMessageContaining("bad key ***")
                .message()
                .doesNotContain("sk-12345");
    }

    /** A thread that calls, and what it gets. */
    private record Caller(Thread thread, CompletableFuture<Throwable> failure) {

        static Caller of(Runnable call) {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    call.run();
                    failure.complete(new AssertionError("The call was not interrupted."));
                } catch (RuntimeException e) {
                    failure.complete(Thread.interrupted() ? e : new AssertionError("The flag is not set again.", e));
                }
            });
            thread.start();
            return new Caller(thread, failure);
        }

        Throwable interrupted() {
            thread.interrupt();
            return failure.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
