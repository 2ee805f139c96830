package dev.replicate4j;

import static dev.replicate4j.Loopback.drop;
import static dev.replicate4j.Loopback.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.CallTimeoutException;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.testsupport.Half;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Giving up a call, in each state of its create: nothing more is sent, and what was created does not outlive its caller. */
@Timeout(60)
class GiveUpTest {

    private static final String CREATE = "POST /v1/models/acme/painter/predictions";
    private static final String LIST = "GET /v1/predictions";
    private static final String GET = "GET /v1/predictions/p1";
    private static final String CANCEL = "POST /v1/predictions/p1/cancel";
    private static final List<String> CAT = List.of("https://replicate.delivery/xezq/cat.png");

    private final ManualScheduler time = new ManualScheduler();
    private final Loopback api = new Loopback();
    private final Replicate replicate = api.client().scheduler(time).build();
    private final ModelFunction<Painter.Input, List<URLPath>, URLPath> painter = replicate.use(Painter.MODEL);
    private final Loopback.Held held = new Loopback.Held();

    @AfterEach
    void close() {
        time.runUntil(CompletableFuture.runAsync(replicate::close));
        api.close();
    }

    @Test
    void threadThatIsInterruptedBeforeItsCallSendsNothing() {
        Caller caller = Caller.of(() -> {
            Thread.currentThread().interrupt();
            painter.call(Painter.with("a cat"));
        });

        assertThat(caller.failure().join()).isInstanceOf(InterruptedCallException.class);
        time.jump(Duration.ofMinutes(2));
        assertThat(api.seen()).isEmpty();
    }

    @Test
    void callThatIsCancelledWhileItWaitsForTheRateLimitIsNotCreated() {
        api.on(CREATE, tooMany(), api.prediction(201, "p2", "processing", "output", CAT));
        CompletableFuture<List<URLPath>> cancelled = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 1);

        cancelled.cancel(true);
        long before = creates("a cat");

        CompletableFuture<List<URLPath>> next = painter.callAsync(Painter.with("a dog"));
        time.runUntil(next);
        assertThat(next.join()).hasSize(1); // has waited behind it until the pause was over
        assertThat(creates("a cat")).isEqualTo(before);
    }

    @Test
    void callThatTimesOutWhileItWaitsForTheRateLimitIsNotCreated() {
        api.on(CREATE, tooMany(), api.prediction(201, "p2", "processing", "output", CAT));
        CompletableFuture<List<URLPath>> late =
                painter.with(o -> o.timeout(Duration.ofMillis(500))).callAsync(Painter.with("a cat"));
        api.await(CREATE, 1);
        CompletableFuture<List<URLPath>> next = painter.callAsync(Painter.with("a dog"));

        time.jump(Duration.ofMillis(500));

        assertThatThrownBy(late::join)
                .cause()
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("acme/painter did not end within its timeout of 0.5 s");
        long before = creates("a cat");
        time.runUntil(next);
        assertThat(next.join()).hasSize(1);
        assertThat(creates("a cat")).isEqualTo(before);
    }

    @Test
    void callerIsFreedAtItsTimeoutAndTheRunIsCancelledWhenItsIdIsKnown() {
        api.on(CREATE, held).on(LIST, list()).on(CANCEL, api.prediction(200, "p1", "canceled"));
        Caller caller = Caller.of(
                () -> painter.with(o -> o.timeout(Duration.ofSeconds(30))).call(Painter.with("a cat")));
        api.await(CREATE, 1);

        time.jump(Duration.ofSeconds(30));

        assertThat(caller.failure().join())
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("Creating the prediction was not answered yet")
                .hasMessageContaining("30 s after its creation (Cancel-After)");
        held.release(api.prediction(201, "p1", "processing"));
        api.await(CANCEL, 1);
    }

    @Test
    void runOfAnInterruptedCallerIsFoundInAListThatIsBehind() {
        api.on(CREATE, held)
                .on(LIST, listAfter(Duration.ofSeconds(3), recent("p1", "processing")))
                .on(CANCEL, api.prediction(200, "p1", "canceled"));
        Caller caller = Caller.of(() -> painter.call(Painter.with("a cat")));
        api.await(CREATE, 1);

        assertThat(caller.interrupted())
                .isInstanceOf(InterruptedCallException.class)
                .hasMessageContaining("it is canceled as soon as its id is known");
        time.runUntil(seen(CANCEL));

        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void twoRunsOfWhichOneMayBeAnotherProcessesAreNotCancelledByGuess() {
        api.on(CREATE, held).on(LIST, list(recent("p1", "processing"), recent("p2", "processing")));
        CompletableFuture<List<URLPath>> call = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 1);

        call.cancel(true);
        for (int looks = 1; looks < 8; looks++) {
            time.next();
        }
        api.await(LIST, 8);

        assertThat(api.seen(CANCEL)).isEmpty();
        held.release(api.prediction(201, "p1", "processing"));
        api.await(CANCEL, 1);
    }

    @Test
    void closingTheClientWaitsForTheRunOfAnInterruptedCaller() {
        api.on(CREATE, held)
                .on(LIST, listAfter(Duration.ofSeconds(1), recent("p1", "processing")))
                .on(CANCEL, api.prediction(200, "p1", "canceled"));
        Caller caller = Caller.of(() -> {
            try (replicate) {
                painter.call(Painter.with("a cat"));
            }
        });
        api.await(CREATE, 1);

        caller.thread().interrupt();
        time.runUntil(caller.failure());

        assertThat(caller.failure().join()).isInstanceOf(InterruptedCallException.class);
        assertThat(api.seen(CANCEL)).hasSize(1);
    }

    @Test
    void closingTheClientWithTheInterruptFlagSetCancelsTheRunsOfItsCalls() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", "processing"))
                .on(CANCEL, api.prediction(200, "p1", "canceled"));
        CompletableFuture<List<URLPath>> call = painter.callAsync(Painter.with("a cat"));
        time.runUntil(seen(GET));

        Thread.currentThread().interrupt();
        replicate.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(api.seen(CANCEL)).hasSize(1);
        assertThatThrownBy(call::join).cause().hasMessageContaining("prediction p1, which is being canceled");
    }

    @Test
    void runThatIsItsUsersGoesOnWhenTheClientIsClosed() {
        api.on(CREATE, api.prediction(201, "p1", "starting")).on(GET, api.prediction(200, "p1", "processing"));
        CompletableFuture<List<URLPath>> output =
                painter.create(Painter.with("a cat")).outputAsync();
        time.runUntil(seen(GET));

        replicate.close();

        assertThat(api.seen(CANCEL)).isEmpty();
        assertThatThrownBy(output::join).cause().hasMessageContaining("prediction p1, which goes on");
    }

    @Test
    void closedClientStartsNothing() {
        replicate.close();

        assertThatThrownBy(() ->
                        painter.with(o -> o.timeout(Duration.ofSeconds(5))).call(Painter.with("a cat")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("client is closed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void timeoutBoundsTheLookUpOfAModel(boolean blocking) {
        api.on("GET /v1/models/acme/other", held);
        var other = replicate.use("acme/other").with(o -> o.timeout(Duration.ofSeconds(2)));
        Caller caller = Caller.of(() -> {
            if (blocking) {
                other.call(Map.of());
            } else {
                other.callAsync(Map.of()).join();
            }
        });
        api.await("GET /v1/models/acme/other", 1);

        time.jump(Duration.ofSeconds(2));

        assertThat(cause(caller.failure().join()))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("no prediction was created, and none will be");
        assertThat(api.seen()).hasSize(1);
    }

    @Test
    void callerWhoIsInterruptedWhileItLooksAModelUpHoldsUpNobodyElse() {
        api.on("GET /v1/models/acme/painter", held).on(CREATE, api.prediction(201, "p1", "succeeded", "output", CAT));
        var byName = replicate.use("acme/painter");
        Caller first = Caller.of(() -> byName.call(Map.of("prompt", "a dog")));
        api.await("GET /v1/models/acme/painter", 1);
        CompletableFuture<Object> second = byName.callAsync(Map.of("prompt", "a cat"));

        assertThat(first.interrupted()).isInstanceOf(InterruptedCallException.class);
        held.release(json(200, Map.of("owner", "acme", "name", "painter", "is_official", true)));

        assertThat(second.join()).isEqualTo(CAT);
        assertThat(api.seen(CREATE)).hasSize(1);
        assertThat(api.seen("GET /v1/models/acme/painter")).hasSize(1);
    }

    @Test
    void timeoutBoundsAnUpload(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("big.bin"), new byte[4096]);
        api.on("POST /v1/files", held);
        Caller caller = Caller.of(
                () -> painter.with(o -> o.timeout(Duration.ofSeconds(2)).fileStrategy(FileStrategy.UPLOAD))
                        .call(Painter.with("a cat").images(List.of(file))));
        api.await("POST /v1/files", 1);

        time.jump(Duration.ofSeconds(2));

        assertThat(caller.failure().join())
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("Its inputs or its model were still being prepared");
        assertThat(api.seen(CREATE)).isEmpty();
    }

    @Test
    void callWhoseAnswerIsLostIsNotCreatedAgainOnceItIsGivenUp() {
        api.on(CREATE, drop()).on(LIST, list());
        CompletableFuture<List<URLPath>> call = painter.callAsync(Painter.with("a cat"));
        api.await(LIST, 1);

        call.cancel(true);
        time.jump(Duration.ofMinutes(1));

        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @Test
    void runThatWasFoundByItsInputIsNotCancelledSinceItMayBeAnothers() {
        api.on(CREATE, drop())
                .on(LIST, list(recent("p1", "processing")))
                .on(GET, api.prediction(200, "p1", "processing"));
        CompletableFuture<Prediction> found = new CompletableFuture<>();
        Replicate client =
                api.client().scheduler(time).runListener(found::complete).build();
        CompletableFuture<List<URLPath>> call = client.use(Painter.MODEL)
                .with(o -> o.timeout(Duration.ofMinutes(1)))
                .callAsync(Painter.with("a cat"));
        found.join();

        time.runUntil(call);

        assertThatThrownBy(call::join)
                .cause()
                .isInstanceOfSatisfying(
                        CallTimeoutException.class,
                        e -> assertThat(e.predictionId()).contains("p1"))
                .hasMessageContaining("may be another process's, and is not canceled");
        client.close();
        assertThat(api.seen(CANCEL)).isEmpty();
    }

    @Test
    void callOfAClosedClientSaysWhatBecomesOfIt() {
        api.on(CREATE, held)
                .on(LIST, list(recent("p1", "processing")))
                .on(CANCEL, api.prediction(200, "p1", "canceled"));
        CompletableFuture<List<URLPath>> call = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 1);

        time.runUntil(CompletableFuture.runAsync(replicate::close));

        assertThat(api.seen(CANCEL)).hasSize(1);

        assertThatThrownBy(call::join)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .isNotInstanceOf(CancellationException.class)
                .hasMessageContaining("was closed while acme/painter was being started")
                .hasMessageContaining("not answered yet");
    }

    @Test
    void inputThatCannotBeWrittenEndsTheCall() {
        Object nested = List.of();
        for (int i = 0; i < 600; i++) {
            nested = List.of(nested);
        }
        Object deep = nested;

        assertThatThrownBy(() -> painter.call(Painter.with("a cat").set("deep", deep)))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> painter.call(Painter.with("a cat").set("half", new Half())))
                .isInstanceOf(RuntimeException.class);
        assertThat(api.seen()).isEmpty();
    }

    private static Throwable cause(Throwable failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    private long creates(String prompt) {
        return api.seen(CREATE).stream()
                .filter(create -> create.body().contains(prompt))
                .count();
    }

    private static Loopback.Answer tooMany() {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            json(429, Map.of("detail", "Request was throttled.")).to(exchange);
        };
    }

    private CompletableFuture<Void> seen(String route) {
        return CompletableFuture.runAsync(() -> api.await(route, 1));
    }

    private Map<String, Object> recent(String id, String status) {
        return api.object(id, status, "created_at", Instant.now().toString());
    }

    private static Loopback.Answer list(Object... predictions) {
        return json(200, Map.of("results", List.of(predictions)));
    }

    /** A list that shows nothing at first. */
    private Loopback.Answer listAfter(Duration delay, Object prediction) {
        return exchange -> list(time.elapsed().compareTo(delay) < 0 ? new Object[0] : new Object[] {prediction})
                .to(exchange);
    }

    /** A thread that calls, and what it gets. */
    private record Caller(Thread thread, CompletableFuture<Throwable> failure) {

        static Caller of(Runnable call) {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    call.run();
                    failure.complete(new AssertionError("The call did not fail."));
                } catch (RuntimeException e) {
                    failure.complete(e);
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
}
