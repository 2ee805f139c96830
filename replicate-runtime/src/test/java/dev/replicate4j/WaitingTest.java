package dev.replicate4j;

import static dev.replicate4j.Loopback.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.api.Status;
import dev.replicate4j.error.CallTimeoutException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.model.ModelException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WaitingTest {

    private static final String CREATE = "POST /v1/models/acme/painter/predictions";
    private static final String GET = "GET /v1/predictions/p1";
    private static final String CANCEL = "POST /v1/predictions/p1/cancel";
    private static final String CAT = "https://replicate.delivery/xezq/cat.png";

    private final ManualScheduler time = new ManualScheduler();
    private final Loopback api = new Loopback();
    private final Replicate replicate = api.client().scheduler(time).build();
    private final ModelFunction<Painter.Input, List<URLPath>, URLPath> painter = replicate.use(Painter.MODEL);

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {200, 1_000, 3_000, 30_000, 61_000, 600_000, 3_600_000})
    void waitingAddsATwentiethAtMostAndNeverMoreThanFiveSeconds(long millis) {
        Duration run = Duration.ofMillis(millis);
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(
                        GET,
                        exchange -> json(
                                        200,
                                        time.elapsed().compareTo(run) < 0
                                                ? api.object("p1", "processing")
                                                : api.object("p1", "succeeded", "output", List.of(CAT)))
                                .to(exchange));

        CompletableFuture<?> output =
                painter.with(o -> o.syncWindow(Duration.ZERO)).callAsync(Painter.with("a cat"));
        time.runUntil(output);

        Duration added = time.elapsed().minus(run);
        assertThat(added).isLessThanOrEqualTo(run.dividedBy(20)).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(api.seen(CREATE).get(0).header("Prefer")).isNull();
        assertThat(api.seen(GET).size()).isLessThanOrEqualTo(polls(millis));
    }

    /** The interval is a twentieth of the time waited, so that some 20 polls multiply it by e; from 100 s on it is 5 s. */
    private static int polls(long millis) {
        double growing = 25 + 21 * Math.log(Math.min(millis, 100_000) / 200.0);
        return (int) (growing + Math.max(0, millis - 100_000) / 5_000);
    }

    @Test
    void predictionThatIsNotKnownEverywhereYetIsPolledAllTheSame() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(
                        GET,
                        exchange -> (time.elapsed().compareTo(Duration.ofSeconds(5)) < 0
                                        ? json(404, Map.of("detail", "not found"))
                                        : api.prediction(200, "p1", "succeeded", "output", List.of(CAT)))
                                .to(exchange));

        CompletableFuture<List<URLPath>> output =
                painter.with(o -> o.syncWindow(Duration.ZERO)).callAsync(Painter.with("a cat"));
        time.runUntil(output);

        assertThat(output.join()).hasSize(1);
    }

    @Test
    void predictionThatIsGoneEndsTheWaiting() {
        api.on(CREATE, api.prediction(201, "p1", "starting")).on(GET, json(404, Map.of("detail", "not found")));

        CompletableFuture<?> output =
                painter.with(o -> o.syncWindow(Duration.ZERO)).callAsync(Painter.with("a cat"));
        time.runUntil(output);

        assertThatThrownBy(output::join).cause().isInstanceOf(NotFoundException.class);
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void answersThatCannotBeReadArePolledAFewTimesOnly() {
        api.on(CREATE, api.prediction(201, "p1", "starting")).on(GET, json(200, List.of("no prediction")));

        CompletableFuture<?> output =
                painter.with(o -> o.syncWindow(Duration.ZERO)).callAsync(Painter.with("a cat"));
        time.runUntil(output);

        assertThatThrownBy(output::join).cause().isInstanceOf(DecodeException.class);
        assertThat(api.seen(GET)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"failed,failed", "canceled,was canceled", "aborted,was aborted before it ran"})
    void badEndsAreExceptions(String status, String words) {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", status, "output", null));

        CompletableFuture<?> output = painter.callAsync(Painter.with("a cat"));
        time.runUntil(output);

        assertThatThrownBy(output::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.status()).isEqualTo(new Status(status)))
                .hasMessageContaining("acme/painter " + words)
                .hasMessageContaining("p1");
    }

    @Test
    void unknownStatusIsWaitedOutUntilTheDeadline() {
        api.on(CREATE, api.prediction(201, "p1", "queued-in-some-new-way"))
                .on(GET, api.prediction(200, "p1", "thinking-hard"))
                .on(CANCEL, api.prediction(200, "p1", "canceled", "started_at", "2026-01-02T03:04:06Z"));

        CompletableFuture<?> output =
                painter.with(o -> o.timeout(Duration.ofSeconds(90))).callAsync(Painter.with("a cat"));
        api.await(GET, 1);
        time.jump(Duration.ofSeconds(89));
        assertThat(output).isNotDone();
        time.jump(Duration.ofSeconds(1));

        assertThatThrownBy(output::join)
                .cause()
                .isInstanceOfSatisfying(
                        CallTimeoutException.class,
                        e -> assertThat(e.predictionId()).contains("p1"))
                .hasMessage(
                        "acme/painter did not end within its timeout of 90 s. Prediction p1 was canceled. It was canceled"
                                + " while it ran; Replicate bills the time until then. See https://replicate.com/p/p1.");
        assertThat(api.seen(CREATE).get(0).header("Cancel-After")).isEqualTo("90s");
        assertThat(api.seen(CANCEL)).hasSize(1);
    }

    @Test
    void runThatNeverBeganIsNotBilledAndTheTimeoutSaysSo() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", "starting"))
                .on(CANCEL, api.prediction(200, "p1", "aborted"));

        CompletableFuture<?> output =
                painter.with(o -> o.timeout(Duration.ofSeconds(2))).callAsync(Painter.with("a cat"));
        api.await(GET, 1);
        time.jump(Duration.ofSeconds(2));

        assertThatThrownBy(output::join).cause().hasMessageContaining("canceled before it ran, which is not billed");
    }

    @Test
    void runThatCannotBeCanceledIsStillThere() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", "processing"))
                .on(CANCEL, json(403, java.util.Map.of("detail", "not yours")));

        CompletableFuture<?> output =
                painter.with(o -> o.timeout(Duration.ofSeconds(2))).callAsync(Painter.with("a cat"));
        api.await(GET, 1);
        time.jump(Duration.ofSeconds(2));

        assertThatThrownBy(output::join)
                .cause()
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("could not be canceled")
                .hasMessageContaining("Replicate itself ends it 5 s after its creation (Cancel-After)")
                .hasMessageContaining("resume(..., \"p1\")");
    }

    @Test
    void resultThatComesWithTheCancellationIsNotThrownAway() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", "processing"))
                .on(CANCEL, api.prediction(200, "p1", "succeeded", "output", List.of(CAT)));

        CompletableFuture<List<URLPath>> output =
                painter.with(o -> o.timeout(Duration.ofSeconds(2))).callAsync(Painter.with("a cat"));
        api.await(GET, 1);
        time.jump(Duration.ofSeconds(2));

        assertThat(output.join()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.5S,5s,",
        "PT1.9S,5s,",
        "PT10S,10s,wait=9",
        "PT10.5S,11s,wait=9",
        "PT2M,120s,wait=60",
        "PT48H,86400s,wait=60"
    })
    void timeoutSetsCancelAfterAndShortensTheWindow(Duration timeout, String cancelAfter, String prefer) {
        api.on(CREATE, api.prediction(201, "p1", "succeeded", "output", List.of(CAT)));

        painter.with(o -> o.timeout(timeout)).call(Painter.with("a cat"));

        assertThat(api.seen(CREATE).get(0).header("Cancel-After")).isEqualTo(cancelAfter);
        assertThat(api.seen(CREATE).get(0).header("Prefer")).isEqualTo(prefer);
    }

    @ParameterizedTest
    @CsvSource({"PT1S,wait=1", "PT1.5S,wait=2", "PT60S,wait=60"})
    void syncWindowGoesOutInWholeSeconds(Duration window, String prefer) {
        api.on(CREATE, api.prediction(201, "p1", "succeeded", "output", List.of(CAT)));

        painter.with(o -> o.syncWindow(window)).call(Painter.with("a cat"));

        assertThat(api.seen(CREATE).get(0).header("Prefer")).isEqualTo(prefer);
        assertThat(api.seen(CREATE).get(0).header("Cancel-After")).isNull();
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> painter.with(o -> o.syncWindow(Duration.ofSeconds(61))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("syncWindow must be 1 to 60 seconds");
        assertThatThrownBy(() -> painter.with(o -> o.timeout(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOutageOfTheApiIsSatOut() {
        Replicate once =
                api.client().scheduler(time).retryPolicy(RetryPolicy.none()).build();
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(
                        GET,
                        Loopback.drop(),
                        json(503, java.util.Map.of()),
                        Loopback.drop(),
                        api.prediction(200, "p1", "succeeded", "output", List.of(CAT)));

        CompletableFuture<List<URLPath>> output = once.use(Painter.MODEL).callAsync(Painter.with("a cat"));
        time.runUntil(output);

        assertThat(output.join()).hasSize(1);
        once.close();
    }

    @Test
    void runThatIsGoneEndsTheWait() {
        api.on(CREATE, api.prediction(201, "p1", "starting"));

        CompletableFuture<?> output = painter.callAsync(Painter.with("a cat"));
        time.runUntil(output);

        assertThatThrownBy(output::join).cause().isInstanceOf(dev.replicate4j.error.NotFoundException.class);
    }

    @Test
    void closingTheClientEndsTheWaitAndSaysHowToGoOn() {
        api.on(CREATE, api.prediction(201, "p1", "starting")).on(GET, api.prediction(200, "p1", "starting"));
        Run<List<URLPath>, URLPath> run = painter.create(Painter.with("a cat"));
        CompletableFuture<List<URLPath>> output = run.outputAsync();

        replicate.close();

        assertThatThrownBy(output::join).cause().hasMessageContaining("p1, which goes on. Pick it up again");
        assertThat(api.seen(CANCEL)).isEmpty();
    }
}
