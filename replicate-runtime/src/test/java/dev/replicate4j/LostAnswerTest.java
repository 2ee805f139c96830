package dev.replicate4j;

import static dev.replicate4j.Loopback.drop;
import static dev.replicate4j.Loopback.json;
import static dev.replicate4j.Loopback.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.ServerException;
import dev.replicate4j.http.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client does when it cannot know whether a create was carried out: the moment in which money is lost. */
@Timeout(60)
class LostAnswerTest {

    private static final String CREATE = "POST /v1/models/acme/painter/predictions";
    private static final String LIST = "GET /v1/predictions";
    private static final List<String> CAT = List.of("https://replicate.delivery/xezq/cat.png");

    private final ManualScheduler time = new ManualScheduler();
    private final Loopback api = new Loopback();
    private final Replicate replicate = api.client().scheduler(time).build();
    private final ModelFunction<Painter.Input, List<URLPath>, URLPath> painter = replicate.use(Painter.MODEL);

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    @Test
    void predictionThatWasCreatedIsCarriedOnWith() {
        api.on(CREATE, drop()).on(LIST, list(recent("p1", "succeeded")));

        assertThat(outcome(painter.callAsync(Painter.with("a cat"))).join()).hasSize(1);
        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @Test
    void predictionThatShowsUpLateIsFoundToo() {
        api.on(CREATE, drop()).on(LIST, list(), list(), list(recent("p1", "succeeded")));

        assertThat(outcome(painter.callAsync(Painter.with("a cat"))).join()).hasSize(1);
        assertThat(api.seen(CREATE)).hasSize(1);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void whereThereSurelyIsNoneItIsCreatedAgain() {
        api.on(CREATE, drop(), api.prediction(201, "p2", "processing", "output", CAT))
                .on(LIST, list(recent("other", "succeeded", "input", Map.of("prompt", "a dog"))));

        assertThat(outcome(painter.callAsync(Painter.with("a cat"))).join()).hasSize(1);
        assertThat(api.seen(CREATE)).hasSize(2);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void olderRunsOfTheSameInputAreNotMistakenForIt() {
        String before = Instant.now().minusSeconds(30).toString();
        api.on(CREATE, drop(), api.prediction(201, "p2", "processing", "output", CAT))
                .on(LIST, list(recent("old", "succeeded", "created_at", before)));

        outcome(painter.callAsync(Painter.with("a cat"))).join();

        assertThat(api.seen(CREATE)).hasSize(2);
    }

    @Test
    void runsFromTheWebSiteAreNotMistakenForIt() {
        api.on(CREATE, drop(), api.prediction(201, "p2", "processing", "output", CAT))
                .on(LIST, list(recent("web", "succeeded", "source", "web")));

        outcome(painter.callAsync(Painter.with("a cat"))).join();

        assertThat(api.seen(CREATE)).hasSize(2);
    }

    @Test
    void twoThatMayBeItAreNotGuessedBetween() {
        api.on(CREATE, drop()).on(LIST, list(recent("p1", "succeeded"), recent("p2", "succeeded")));

        assertThatThrownBy(outcome(painter.callAsync(Painter.with("a cat")))::join)
                .cause()
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("nobody can tell whether it has created a prediction")
                .hasMessageContaining("any of these may be it: p1, p2")
                .hasMessageContaining("replicate.resume(..., id)");
        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"prompt\":\"a cat\",\"go_fast\":true}", "{\"prompt\":\"****\"}"})
    void inputThatTheApiShowsInAnotherWayIsNotGuessedAt(String shown) {
        api.on(CREATE, drop())
                .on(LIST, list(recent("p1", "succeeded", "input", dev.replicate4j.internal.json.Json.parse(shown))));

        assertThatThrownBy(outcome(painter.callAsync(Painter.with("a cat")))::join)
                .cause()
                .hasMessageContaining("any of these may be it: p1");
        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "data:image/png;base64:AAAA, https://replicate.delivery/x.png, 1",
        "https://api.replicate.com/v1/files/abc, https://replicate.delivery/x.png, 1",
        "data:image/png;base64:AAAA, data:image/png;base64:BBBB, 2",
        "https://example.com/a.png, https://example.com/b.png, 2"
    })
    void filesThatTheApiMayShowByAnotherUrlAreNotGuessedAt(String sent, String shown, int creates) {
        api.on(CREATE, drop(), api.prediction(201, "p2", "processing", "output", CAT))
                .on(LIST, list(recent("p1", "succeeded", "input", Map.of("prompt", "a cat", "image", shown))));

        CompletableFuture<?> call =
                outcome(painter.callAsync(Painter.with("a cat").set("image", sent)));

        assertThat(call.isCompletedExceptionally()).isEqualTo(creates == 1);
        assertThat(api.seen(CREATE)).hasSize(creates);
    }

    @Test
    void numbersAreComparedByValue() {
        api.on(CREATE, drop())
                .on(LIST, list(recent("p1", "succeeded", "input", Map.of("strength", 1, "prompt", "a cat"))));

        outcome(painter.callAsync(Painter.with("a cat").strength(1.0))).join();

        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @Test
    void nestedValuesAreComparedByValueToo() {
        api.on(CREATE, drop())
                .on(
                        LIST,
                        list(recent(
                                "p1",
                                "succeeded",
                                "input",
                                Map.of("prompt", "a cat", "loras", List.of(Map.of("scale", 1L))))));

        outcome(painter.callAsync(Painter.with("a cat").set("loras", List.of(Map.of("scale", 1)))))
                .join();

        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @Test
    void whereTheListCannotBeReadNothingIsCreatedAgain() {
        api.on(CREATE, drop()).on(LIST, json(403, Map.of("detail", "not for you")));

        assertThatThrownBy(outcome(painter.callAsync(Painter.with("a cat")))::join)
                .cause()
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("the recent predictions can't be listed");
        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void gatewayThatLostItsBackendIsALostAnswer(int status) {
        api.on(CREATE, json(status, Map.of())).on(LIST, list(recent("p1", "succeeded")));

        assertThat(outcome(painter.callAsync(Painter.with("a cat"))).join()).hasSize(1);
        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @Test
    void serverErrorBehindWhichNothingIsFoundIsThrownAndCreatesNothingAgain() {
        api.on(CREATE, json(500, Map.of("detail", "oops"))).on(LIST, list());

        assertThatThrownBy(outcome(painter.callAsync(Painter.with("a cat")))::join)
                .cause()
                .isInstanceOf(ServerException.class);
        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @Test
    void policyWithoutRetriesDoesNotCreateAgain() {
        Replicate once =
                api.client().scheduler(time).retryPolicy(RetryPolicy.none()).build();
        api.on(CREATE, drop()).on(LIST, list());

        assertThatThrownBy(outcome(once.use(Painter.MODEL).callAsync(Painter.with("a cat")))::join)
                .cause()
                .isInstanceOf(ConnectionException.class);
        assertThat(api.seen(CREATE)).hasSize(1);
        once.close();
    }

    @Test
    void twoEqualCallsThatBothLostTheirAnswersGetOnePredictionEach() {
        api.on(CREATE, drop()).on(LIST, list(recent("p1", "succeeded"), recent("p2", "succeeded")));

        CompletableFuture<List<URLPath>> first = painter.callAsync(Painter.with("a cat"));
        CompletableFuture<List<URLPath>> second = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 2);
        outcome(CompletableFuture.allOf(first, second)).join();

        assertThat(api.seen(CREATE)).hasSize(2);
    }

    @Test
    void predictionOfAnEqualCallThatIsStillUnderWayIsNotTaken() {
        CountDownLatch answer = new CountDownLatch(1);
        api.on(
                        CREATE,
                        exchange -> {
                            await(answer);
                            api.prediction(201, "p1", "processing", "output", CAT)
                                    .to(exchange);
                        },
                        drop(),
                        api.prediction(201, "p3", "processing", "output", CAT))
                .on(LIST, list(recent("p1", "processing")));
        CompletableFuture<List<URLPath>> slow = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 1);
        CompletableFuture<List<URLPath>> lost = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 2);

        answer.countDown();
        outcome(CompletableFuture.allOf(slow, lost)).join();

        assertThat(api.seen(CREATE)).hasSize(3); // p1 is the slow call's own, so the lost one was created again
    }

    @Test
    void predictionThatACallHasAlreadyGotIsNotTaken() {
        api.on(
                        CREATE,
                        api.prediction(201, "p1", "processing", "output", CAT),
                        drop(),
                        api.prediction(201, "p2", "processing", "output", CAT))
                .on(LIST, list(recent("p1", "succeeded")));
        painter.call(Painter.with("a cat"));

        outcome(painter.callAsync(Painter.with("a cat"))).join();

        assertThat(api.seen(CREATE)).hasSize(3);
    }

    @Test
    void callThatWasGivenUpIsNotCreatedAgain() {
        api.on(CREATE, drop()).on(LIST, list());
        CompletableFuture<List<URLPath>> call = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 1);

        call.cancel(true);
        time.next();
        time.next();
        time.next();
        api.await(LIST, 3);

        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @Test
    void requestThatWasNeverSentIsNotLookedFor() {
        Replicate nowhere = api.client()
                .baseUrl("http://127.0.0.1:1/v1")
                .retryPolicy(RetryPolicy.none())
                .build();

        assertThatThrownBy(() -> nowhere.use(Painter.MODEL).call(Painter.with("a cat")))
                .isInstanceOfSatisfying(
                        ConnectionException.class,
                        e -> assertThat(e.requestSent()).isFalse())
                .message()
                .doesNotContain("nobody can tell");
        assertThat(time.elapsed()).isZero();
        nowhere.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 502, 503, 504, 520, 521, 522, 523, 524})
    void answerThatLeavesItOpenIsLookedBehind(int status) {
        api.on(CREATE, json(status, Map.of("detail", "oops"))).on(LIST, list(recent("p1", "succeeded")));

        assertThat(outcome(painter.callAsync(Painter.with("a cat"))).join()).hasSize(1);
        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Created</html>", "{\"id\": \"p1\", \"sta", "[]", "{\"status\": \"starting\"}"})
    void answerWithoutAWholePredictionIsLookedBehindAndNeverCreatedAgain(String body) {
        api.on(CREATE, raw(201, "application/json", body)).on(LIST, list(recent("p1", "succeeded")), list());

        assertThat(outcome(painter.callAsync(Painter.with("a cat"))).join()).hasSize(1);
        assertThatThrownBy(outcome(painter.callAsync(Painter.with("a cat")))::join)
                .cause()
                .isInstanceOf(DecodeException.class);
        assertThat(api.seen(CREATE)).hasSize(2);
    }

    @Test
    void answerThatIsTooLongIsLookedBehindAndNeverCreatedAgain() {
        Replicate small = api.client().scheduler(time).maxBodySize(4_000).build();
        api.on(CREATE, raw(201, "application/json", "[".repeat(5_000))).on(LIST, list());

        assertThatThrownBy(outcome(small.use(Painter.MODEL).callAsync(Painter.with("a cat")))::join)
                .cause()
                .hasMessageContaining("4000 bytes");
        assertThat(api.seen(CREATE)).hasSize(1);
        small.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 9, 10, 14})
    void listMayBeSecondsBehind(int seconds) {
        api.on(CREATE, drop())
                .on(
                        LIST,
                        exchange -> (time.elapsed().toSeconds() < seconds ? list() : list(recent("p1", "succeeded")))
                                .to(exchange));

        assertThat(outcome(painter.callAsync(Painter.with("a cat"))).join()).hasSize(1);
        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"-3, true", "3, true", "60, true", "-10, false"})
    void clockOfTheApiMayDifferFromWhatItDatesRunsBy(int seconds, boolean found) {
        String created = Instant.now().plusSeconds(seconds).toString();
        api.on(CREATE, drop()).on(LIST, list(recent("p1", "succeeded", "created_at", created)));

        CompletableFuture<List<URLPath>> call = outcome(painter.callAsync(Painter.with("a cat")));

        assertThat(call.isCompletedExceptionally()).isEqualTo(!found);
        assertThat(api.seen(CREATE)).hasSize(1);
    }

    @Test
    void runWhoseOutputAListHidesIsReadAgain() {
        Map<String, Object> hidden = recent("p1", "succeeded");
        hidden.put("output", null);
        api.on(CREATE, drop())
                .on(LIST, list(hidden))
                .on("GET /v1/predictions/p1", api.prediction(200, "p1", "succeeded", "output", CAT));

        assertThat(outcome(painter.callAsync(Painter.with("a cat"))).join()).hasSize(1);
    }

    @Test
    void runOfALaterEqualCallIsNotTaken() {
        Loopback.Held later = new Loopback.Held();
        api.on(CREATE, drop(), later, api.prediction(201, "p3", "processing", "output", CAT))
                .on(LIST, list(), list(recent("p2", "processing")));
        CompletableFuture<List<URLPath>> lost = painter.callAsync(Painter.with("a cat"));
        api.await(LIST, 1);
        CompletableFuture<List<URLPath>> second = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 2);
        time.next();
        api.await(LIST, 2);

        later.release(api.prediction(201, "p2", "processing", "output", CAT));
        second.join();
        outcome(lost).join();

        assertThat(api.seen(CREATE)).hasSize(3); // p2 is the second call's own, so the lost one was created again
    }

    @Test
    void laterEqualCallsHoldUpNobody() {
        Loopback.Held later = new Loopback.Held();
        String after = Instant.now().plusSeconds(1).toString();
        api.on(CREATE, drop(), later)
                .on(LIST, list(), list(recent("p2", "processing", "created_at", after), recent("p1", "succeeded")));
        CompletableFuture<List<URLPath>> lost = painter.callAsync(Painter.with("a cat"));
        api.await(LIST, 1);
        CompletableFuture<List<URLPath>> second = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 2);

        assertThat(outcome(lost).join()).hasSize(1);

        later.release(api.prediction(201, "p2", "processing", "output", CAT));
        assertThat(second.join()).hasSize(1);
        assertThat(api.seen(CREATE)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"r8_test, 3", "r8_another, 2"})
    void clientsOfAnAccountShareWhatIsPending(String token, int creates) {
        Loopback.Held first = new Loopback.Held();
        api.on(CREATE, first, drop(), api.prediction(201, "p3", "processing", "output", CAT))
                .on(LIST, list(recent("p1", "succeeded")));
        Replicate other = api.client().scheduler(time).apiToken(token).build();
        CompletableFuture<List<URLPath>> slow = painter.callAsync(Painter.with("a cat"));
        api.await(CREATE, 1);
        CompletableFuture<List<URLPath>> lost = other.use(Painter.MODEL).callAsync(Painter.with("a cat"));
        api.await(CREATE, 2);

        first.release(api.prediction(201, "p1", "processing", "output", CAT));
        slow.join();
        outcome(lost).join();

        assertThat(api.seen(CREATE)).hasSize(creates);
        other.close();
    }

    private <T> CompletableFuture<T> outcome(CompletableFuture<T> future) {
        time.runUntil(future);
        return future;
    }

    private Map<String, Object> recent(String id, String status, Object... fields) {
        List<Object> all = new ArrayList<>(List.of("created_at", Instant.now().toString(), "output", CAT));
        all.addAll(List.of(fields));
        return api.object(id, status, all.toArray());
    }

    private static Loopback.Answer list(Object... predictions) {
        return json(200, Map.of("results", List.of(predictions)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
