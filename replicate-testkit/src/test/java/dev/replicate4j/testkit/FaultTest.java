package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.models.Painter;
import com.acme.models.Storyteller;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.Replicate;
import dev.replicate4j.error.PaymentRequiredException;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.testkit.Http.Answer;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final String CREATE = "/models/acme/storyteller/predictions";
    private static final String INPUT = "{\"input\":{\"prompt\":\"one two three\"}}";

    private final ReplicateServer server =
            ReplicateServer.builder().pins(Path.of("src/test/resources/pins")).start();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void replyIsLostButThePredictionExists() {
        InjectedFault fault = server.inject(Fault.dropReplyAfterCreate());

        assertThatThrownBy(() -> http.post(CREATE, INPUT)).isInstanceOf(UncheckedIOException.class);

        assertThat(http.get("/predictions").at("results.0.status")).isEqualTo("succeeded");
        assertThat(fault.count()).isEqualTo(1);
        assertThat(server.requests().predictions().single().fault()).hasValue("dropReplyAfterCreate");
        assertThat(http.post(CREATE, INPUT).status()).isEqualTo(201);
    }

    @Test
    void connectionIsLostBeforeAnythingIsDone() {
        server.inject(Fault.dropConnection());

        assertThatThrownBy(() -> http.post(CREATE, INPUT)).isInstanceOf(UncheckedIOException.class);

        assertThat(http.get("/predictions").textAt("results")).isEqualTo("[]");
    }

    @Test
    void faultsAreWorkedOneAfterTheOther() {
        server.inject(
                Fault.throttle(Duration.ofSeconds(10)).times(2),
                Fault.throttleWithHeader(Duration.ofSeconds(3)),
                Fault.serverError(503),
                Fault.unauthenticated());

        assertThat(http.get("/account").at("retry_after")).isEqualTo(10L);
        assertThat(http.get("/account").header("retry-after")).isEmpty();
        assertThat(http.get("/account").header("retry-after")).isEqualTo("3");
        assertThat(http.get("/account").status()).isEqualTo(503);
        assertThat(http.get("/account").status()).isEqualTo(401);
        assertThat(http.get("/account").status()).isEqualTo(200);
    }

    @Test
    void faultsCanBeNarrowedPostponedAndTakenBack() {
        InjectedFault byPath = server.inject(Fault.serverError(500)
                .on("GET", "/v1/models/*/painter")
                .after(1)
                .always());
        InjectedFault byModel = server.inject(Fault.insufficientCredit().onModel(Painter.MODEL));

        assertThat(http.get("/models/acme/painter").status()).isEqualTo(200);
        assertThat(http.get("/models/acme/painter").status()).isEqualTo(500);
        assertThat(http.get("/models/acme/painter").status()).isEqualTo(500);
        assertThat(http.get("/models/acme/storyteller").status()).isEqualTo(200);
        assertThat(http.post(CREATE, INPUT).status()).isEqualTo(201);
        assertThat(http.post("/models/acme/painter/predictions", INPUT).status())
                .isEqualTo(402);
        byPath.close();
        assertThat(http.get("/models/acme/painter").status()).isEqualTo(200);
        assertThat(byPath.count()).isEqualTo(2);
        assertThat(byModel.count()).isEqualTo(1);
    }

    @Test
    void repliesAreCutOrGarbled() {
        server.inject(Fault.cutReply(20));
        assertThatThrownBy(() -> http.get("/account")).isInstanceOf(UncheckedIOException.class);

        server.inject(Fault.garbledReply());
        assertThat(http.get("/account").text()).startsWith("<html>");
    }

    @Test
    void replyStallsUntilTheServerCloses() {
        server.inject(Fault.stallReply(20));
        CompletableFuture<Answer> stalled = http.postLater(CREATE, INPUT);
        server.requests().predictions().await(1);

        assertThat(http.get("/account").status()).isEqualTo(200);
        assertThat(stalled).isNotDone();
        server.close();

        assertThatThrownBy(stalled::join).hasMessageContaining("bytes received: 20");
    }

    @Test
    void replyIsLate() {
        TestClock clock = TestClock.create();
        try (ReplicateServer slow = ReplicateServer.builder().clock(clock).start()) {
            Http bare = new Http(slow);
            slow.inject(Fault.slowReply(Duration.ofSeconds(5)));
            CompletableFuture<Answer> late = bare.getLater("/account");
            clock.awaitWaiting(1);

            clock.advance(Duration.ofMillis(4_999));
            assertThat(bare.get("/hardware").status()).isEqualTo(200);
            assertThat(late).isNotDone();
            clock.advance(Duration.ofMillis(1));

            assertThat(late.join().status()).isEqualTo(200);
        }
    }

    @Test
    void runsEndAsTheyAreToldTo() {
        server.inject(Fault.abort(), Fault.cancel(), Fault.fail("interrupted (code: PA)"), Fault.hang());

        assertThat(statusOfNew()).isEqualTo("aborted");
        assertThat(statusOfNew()).isEqualTo("canceled");
        assertThat(statusOfNew()).isEqualTo("failed");
        assertThat(statusOfNew()).isEqualTo("processing");
        assertThat(statusOfNew()).isEqualTo("succeeded");
    }

    @Test
    void blockingReplyWithoutOutputIsNoResult() {
        server.inject(Fault.processingWithNull());

        Answer reply = http.post(CREATE, INPUT, "Prefer", "wait");

        assertThat(reply.json()).containsEntry("status", "processing").containsEntry("output", null);
        assertThat(server.requests().predictions().single().fault()).hasValue("processingWithNull");
        assertThat(http.get(reply.textAt("urls.get")).at("status")).isEqualTo("succeeded");
    }

    @Test
    void clientSurvivesALostReply() {
        server.inject(Fault.dropReplyAfterCreate());

        String story = server.client().use(Storyteller.MODEL).call(Storyteller.with("once"));

        assertThat(story).contains("once");
        server.requests().predictions(Storyteller.MODEL).assertCount(1);
    }

    @Test
    void clientSurvivesAStreamThatIsCutAndNoise() {
        server.onStream(Storyteller.MODEL, (input, run) -> {
            run.emit("please ");
            run.emit("do ");
            run.emit("not ");
            server.requests().streams().await(2);
            run.emit("cut me off");
        });
        server.inject(Fault.cutStream(2), Fault.noisyStream());

        try (OutputIterator<String> words = server.client().use(Storyteller.MODEL).stream(Storyteller.with("cut me"))) {
            assertThat(words.text()).isEqualTo("please do not cut me off");
        }

        server.requests().streams().assertCount(2);
        assertThat(server.requests().streams().last().header("last-event-id")).isPresent();
    }

    @Test
    void clientSurvivesADownloadThatIsCut() throws Exception {
        Replicate replicate = server.client();
        byte[] content = new byte[300_000];
        content[250_000] = 7;
        server.when(Painter.MODEL).thenReturn(java.util.List.of(server.file("big.bin", content)));
        server.inject(Fault.processingWithNull(), Fault.cutDownload(100_000));

        var files = replicate.use(Painter.MODEL).call(Painter.with("x"));

        assertThat(Files.readAllBytes(files.get(0))).isEqualTo(content);
        server.requests().downloads().assertCount(2);
        server.requests().assertTokenKeptToApi();
    }

    @Test
    void clientSaysWhatIsWrong() {
        server.inject(Fault.insufficientCredit(), Fault.abort());
        var model = server.client().use(Storyteller.MODEL);

        assertThatThrownBy(() -> model.call(Storyteller.with("x"))).isInstanceOf(PaymentRequiredException.class);
        assertThatThrownBy(() -> model.call(Storyteller.with("x"))).isInstanceOf(ModelException.class);
    }

    @Test
    void expiredFilesAreGone() {
        String url = server.file("cat.png").url();
        server.inject(Fault.expiredUrl());

        assertThat(http.get(url).status()).isEqualTo(404);
        assertThat(http.get(url).status()).isEqualTo(200);
        assertThat(server.expire(url)).isTrue();
        assertThat(http.get(url).status()).isEqualTo(404);
        assertThat(server.expire("https://example.com/x")).isFalse();
    }

    @Test
    void downloadsStallInTheMiddle() {
        String url = server.file("x.bin", new byte[1000]).url();
        server.inject(Fault.stallDownload(10));

        CompletableFuture<Answer> stalled = http.getLater(url);

        server.requests().downloads().await(1);

        assertThat(http.get(url).bytes()).hasSize(1000);
        assertThat(stalled).isNotDone();
        server.close();

        assertThatThrownBy(stalled::join).hasMessageContaining("bytes received: 10");
    }

    @Test
    void streamsGoSilentInTheMiddle() {
        TestClock clock = TestClock.create();
        try (ReplicateServer silent = ReplicateServer.builder().clock(clock).start()) {
            silent.when("acme/talker").thenStream("a", "b", "c");
            silent.inject(Fault.silentStream(2));
            Http bare = new Http(silent);
            String url = bare.post("/models/acme/talker/predictions", "{\"input\":{}}")
                    .textAt("urls.stream");

            CompletableFuture<Answer> stream = bare.getLater(url);
            silent.requests().streams().await(1);
            clock.awaitWaiting(1);
            clock.advance(Duration.ofSeconds(30));

            assertThat(stream.join().text())
                    .contains("data: a\n", "data: b\n")
                    .doesNotContain("data: c\n", "done")
                    .endsWith(":408: 408 Request Timeout\n\n");
        }
    }

    @Test
    void chaosHitsTheSameRequestsForTheSameSeed() {
        server.chaos(7, 0.5);
        String first = hits();
        server.reset();
        server.chaos(7, 0.5);

        assertThat(hits()).isEqualTo(first).contains("chaos").contains("-\n");
        server.chaos(7, 0);
        assertThat(http.get("/account").status()).isEqualTo(200);
    }

    @Test
    void clientSurvivesChaos() {
        server.chaos(3, 0.3);
        var model = server.client().use(Storyteller.MODEL);

        for (int i = 0; i < 10; i++) {
            assertThat(model.call(Storyteller.with("number " + i))).contains("number " + i);
        }

        assertThat(server.requests()
                        .matching(request -> request.fault().isPresent())
                        .size())
                .isPositive();
    }

    @Test
    void faultsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Fault.serverError(404)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.abort().times(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.abort().on("GET", "/x")).hasMessageContaining("Narrow it with onModel");
        assertThatThrownBy(() -> server.chaos(1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Which of ten requests were hit; only faults that leave the connection alone matter to the order. */
    private String hits() {
        for (int i = 0; i < 10; i++) {
            try {
                http.get("/account");
            } catch (UncheckedIOException e) {
                assertThat(e).hasMessageNotContaining("refused");
            }
        }
        StringBuilder hits = new StringBuilder();
        server.requests()
                .list()
                .forEach(request -> hits.append(request.fault().orElse("-")).append('\n'));
        return hits.toString();
    }

    private Object statusOfNew() {
        return http.get(http.post(CREATE, INPUT).textAt("urls.get")).at("status");
    }
}
