package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.Http.Answer;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time passes only when the test says so. */
class LifeCycleTest {

    private static final String INPUT = "{\"input\":{\"prompt\":\"one two\"}}";

    private final TestClock clock = TestClock.create();
    private ReplicateServer server;
    private Http http;

    @BeforeEach
    void start() {
        server = ReplicateServer.builder()
                .pins(Path.of("src/test/resources/pins"))
                .clock(clock)
                .queuedFor(Duration.ofSeconds(10))
                .runningFor(Duration.ofSeconds(20))
                .start();
        http = new Http(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void runsWaitThenRunThenSucceed() {
        String get = create().textAt("urls.get");

        assertThat(http.get(get).at("status")).isEqualTo("starting");
        clock.advance(Duration.ofSeconds(10));
        assertThat(http.get(get).at("status")).isEqualTo("processing");
        clock.advance(Duration.ofSeconds(20));
        Answer done = http.get(get);
        assertThat(done.at("status")).isEqualTo("succeeded");
        assertThat(done.at("metrics.predict_time")).isEqualTo(20.0);
        assertThat(done.at("metrics.total_time")).isEqualTo(30.0);
    }

    @Test
    void outputGrowsFromPollToPoll() {
        server.when("acme/storyteller").runningFor(Duration.ofSeconds(3)).thenStream("a", "b", "c");
        String get = create().textAt("urls.get");
        clock.advance(Duration.ofSeconds(10));

        assertThat(http.get(get).json()).doesNotContainKey("output");
        clock.advance(Duration.ofSeconds(1));
        assertThat(http.get(get).text()).contains("\"output\":[\"a\"]");
        clock.advance(Duration.ofSeconds(1));
        assertThat(http.get(get).text()).contains("\"output\":[\"a\",\"b\"]");
        clock.advance(Duration.ofSeconds(1));
        assertThat(http.get(get).text()).contains("\"output\":[\"a\",\"b\",\"c\"]", "\"succeeded\"");
    }

    @Test
    void windowThatEndsInTimeHasTheResult() {
        CompletableFuture<Answer> held = hold("wait");
        clock.advance(Duration.ofSeconds(30));

        assertThat(held.join().status()).isEqualTo(201);
        assertThat(held.join().json()).containsKey("output");
    }

    @Test
    void windowThatRunsOutHasWhatThereIs() {
        CompletableFuture<Answer> held = hold("wait=5");
        clock.advance(Duration.ofSeconds(4));
        assertThat(held).isNotDone();
        clock.advance(Duration.ofSeconds(1));

        assertThat(held.join().status()).isEqualTo(202);
        assertThat(held.join().at("status")).isEqualTo("starting");
        assertThat(held.join().header("preference-applied")).isEqualTo("wait=5");
    }

    @Test
    void deadlineInTheQueueAborts() {
        Answer created = http.post("/models/acme/storyteller/predictions", INPUT, "Cancel-After", "5s");
        clock.advance(Duration.ofSeconds(5));

        Answer ended = http.get(created.textAt("urls.get"));
        assertThat(created.at("deadline")).isEqualTo(ended.at("completed_at"));
        assertThat(ended.at("status")).isEqualTo("aborted");
        assertThat(ended.json()).containsEntry("output", null).doesNotContainKey("started_at");
    }

    @Test
    void deadlineWhileRunningCancels() {
        String get = http.post("/models/acme/storyteller/predictions", INPUT, "Cancel-After", "1m")
                .textAt("urls.get");
        server.when("acme/storyteller").thenHang("so far");
        String hanging = http.post("/models/acme/storyteller/predictions", INPUT, "Cancel-After", "1m")
                .textAt("urls.get");
        clock.advance(Duration.ofMinutes(1));

        assertThat(http.get(get).at("status")).isEqualTo("succeeded");
        assertThat(http.get(hanging).at("status")).isEqualTo("canceled");
        assertThat(http.get(hanging).text()).contains("\"output\":[\"so far\"]");
    }

    @Test
    void deadlineMustMakeSense() {
        for (String wrong : new String[] {"4", "25h", "soon", "5s1m", ""}) {
            assertThat(http.post("/models/acme/storyteller/predictions", INPUT, "Cancel-After", wrong)
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(http.post("/models/acme/storyteller/predictions", INPUT, "Cancel-After", "1h30m45s")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void cancelEndsARunForGood() {
        String get = create().textAt("urls.get");
        clock.advance(Duration.ofSeconds(15));

        Answer canceled = http.post(get + "/cancel", null);

        assertThat(canceled.at("status")).isEqualTo("canceled");
        clock.advance(Duration.ofMinutes(1));
        assertThat(http.get(get).at("status")).isEqualTo("canceled");
        assertThat(http.post(get + "/cancel", null).status()).isEqualTo(200);
    }

    @Test
    void dataGoesAnHourAfterTheEnd() {
        Answer created = create();
        clock.advance(Duration.ofSeconds(30).plusMinutes(59));
        assertThat(http.get(created.textAt("urls.get")).at("data_removed")).isEqualTo(false);
        clock.advance(Duration.ofMinutes(1));

        Answer emptied = http.get(created.textAt("urls.get"));
        assertThat(emptied.json()).containsEntry("data_removed", true).containsEntry("output", null);
        assertThat(emptied.text()).contains("\"input\":{}");
    }

    @Test
    void filesExpireAfterAnHour() {
        String url = server.file("cat.png").url();
        clock.advance(Duration.ofMinutes(59));
        assertThat(http.get(url).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));

        assertThat(http.get(url).status()).isEqualTo(404);
    }

    @Test
    void streamFollowsTheRunAndEndsAfterSilence() throws Exception {
        server.when("acme/storyteller").queuedFor(Duration.ZERO).thenHang("first");
        Answer created = create();
        var stream = HttpClient.newHttpClient()
                .sendAsync(http.request("GET", created.textAt("urls.stream"), null), BodyHandlers.ofLines())
                .get(10, TimeUnit.SECONDS);
        var lines = stream.body().iterator();
        assertThat(lines.next()).isEqualTo(": hi");
        clock.advance(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));

        StringBuilder rest = new StringBuilder();
        lines.forEachRemaining(line -> rest.append(line).append('\n'));
        assertThat(rest.toString()).contains("data: first\n").endsWith(":408: 408 Request Timeout\n\n");
    }

    @Test
    void limitsRefuseTheRequestTooMuchAndSayWhenToComeAgain() {
        server.close();
        server = ReplicateServer.builder()
                .pins(Path.of("src/test/resources/pins"))
                .clock(clock)
                .rateLimits(6, 60)
                .start();
        http = new Http(server);
        for (int left = 5; left >= 0; left--) {
            assertThat(create().header("ratelimit-remaining")).isEqualTo(Integer.toString(left));
        }

        Answer refused = create();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("retry_after")).isEqualTo(10L);
        assertThat(refused.textAt("detail")).contains("resets in ~10s");
        assertThat(http.get("/account").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(10));
        assertThat(create().status()).isEqualTo(201);
    }

    @Test
    void listsCanBeNarrowedByTime() {
        create();
        clock.advance(Duration.ofHours(2));
        Answer second = create();
        String created = second.textAt("created_at");

        assertThat(ids("?created_after=" + created)).containsExactly(second.at("id"));
        assertThat(ids("?created_before=" + created)).hasSize(1).doesNotContain(second.at("id"));
        assertThat(ids("?created_after=2020-01-01")).hasSize(2);
        assertThat(ids("?source=web")).isEmpty();
        assertThat(http.get("/predictions?created_after=yesterday").status()).isEqualTo(400);
        assertThat(http.get("/predictions?source=api").status()).isEqualTo(400);
    }

    @Test
    void everythingIsWrittenAsReplicateWritesIt() {
        Answer created = create();
        clock.advance(Duration.ofMinutes(1));
        Answer done = http.get(created.textAt("urls.get"));

        assertThat(done.json().keySet())
                .containsExactly(
                        "id",
                        "model",
                        "version",
                        "input",
                        "logs",
                        "output",
                        "data_removed",
                        "error",
                        "source",
                        "status",
                        "created_at",
                        "started_at",
                        "completed_at",
                        "metrics",
                        "urls");
        assertThat(ServerJson.asObject(done.at("urls")).keySet()).containsExactly("cancel", "get", "stream", "web");
        assertThat(done.textAt("created_at")).endsWith("Z");
        assertThat(done.at("version")).isEqualTo("hidden");
    }

    private Answer create() {
        return http.post("/models/acme/storyteller/predictions", INPUT);
    }

    private List<Object> ids(String query) {
        return ServerJson.asList(http.get("/predictions" + query).at("results")).stream()
                .map(prediction -> ServerJson.asObject(prediction).get("id"))
                .toList();
    }

    private CompletableFuture<Answer> hold(String prefer) {
        CompletableFuture<Answer> held =
                http.postLater("/models/acme/storyteller/predictions", INPUT, "Prefer", prefer);
        server.requests().predictions().await(1);
        clock.awaitWaiting(2); // its window and its queue
        return held;
    }
}
