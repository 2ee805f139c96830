package dev.replicate4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.CallTimeoutException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.FakeScheduler;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.Loopback;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.http.TransportConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredictionsTest {

    private final Loopback server = new Loopback();
    private final Transport transport = new Transport(TransportConfig.of(ApiOrigin.parse(server.baseUrl()), "r8_test"));
    private final Predictions predictions = new Predictions(Endpoint.direct(transport));

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @Test
    void createSendsTheInputOnceAndReadsTheAnswer() {
        server.then(201, """
                {"id": "abc", "model": "acme/lamp", "status": "starting", "created_at": "2026-01-02T03:04:05.123456789Z"}
                """);

        Prediction prediction = predictions.create(PredictionRequest.model("acme/lamp")
                .input(Map.of("prompt", "a lamp"))
                .preferWait(Duration.ofMillis(9001))
                .cancelAfter(Duration.ofMinutes(2))
                .webhook(URI.create("https://example.com/hook"), WebhookEvent.START, WebhookEvent.COMPLETED));

        assertThat(prediction.id()).isEqualTo("abc");
        assertThat(prediction.status()).isEqualTo(Status.STARTING);
        assertThat(prediction.createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456789Z"));
        assertThat(server.asked()).hasSize(1);
        assertThat(server.last().method()).isEqualTo("POST");
        assertThat(server.last().path()).isEqualTo("/v1/models/acme/lamp/predictions");
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer r8_test");
        assertThat(server.last().header("Prefer")).isEqualTo("wait=10");
        assertThat(server.last().header("Cancel-After")).isEqualTo("120s");
        assertThat(server.last().body())
                .isEqualTo("{\"input\":{\"prompt\":\"a lamp\"},\"webhook\":\"https://example.com/hook\","
                        + "\"webhook_events_filter\":[\"start\",\"completed\"]}");
    }

    @Test
    void versionsAndDeploymentsAreCalledAtTheirOwnPaths() {
        server.then(201, "{\"id\":\"a\"}").then(201, "{\"id\":\"b\"}");

        predictions.create(PredictionRequest.version("acme/lamp:5c7d"));
        predictions.create(PredictionRequest.deployment("acme/hall"));

        assertThat(server.asked().get(0).path()).isEqualTo("/v1/predictions");
        assertThat(server.asked().get(0).body()).isEqualTo("{\"input\":{},\"version\":\"acme/lamp:5c7d\"}");
        assertThat(server.asked().get(1).path()).isEqualTo("/v1/deployments/acme/hall/predictions");
    }

    @Test
    void aMissingPredictionIsNotFound() {
        server.then(404, "{\"detail\":\"The requested resource could not be found.\",\"status\":404}");

        assertThatThrownBy(() -> predictions.get("nope"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("GET " + server.baseUrl()
                        + "/predictions/nope answered 404: The requested resource could not be found.");
    }

    @Test
    void theStackTraceOfAFailureNamesWhoWaitedForIt() {
        server.then(404, "{}");

        assertThatThrownBy(() -> predictions.get("nope"))
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .anySatisfy(frame -> assertThat(frame.getMethodName())
                                .contains("theStackTraceOfAFailureNamesWhoWaitedForIt")));
    }

    @Test
    void cancelPostsWithoutABody() {
        server.then(200, "{\"id\":\"abc\",\"status\":\"canceled\"}");

        assertThat(predictions.cancelAsync("abc").join().status().isTerminal()).isTrue();
        assertThat(server.last().method()).isEqualTo("POST");
        assertThat(server.last().path()).isEqualTo("/v1/predictions/abc/cancel");
        assertThat(server.last().body()).isEmpty();
    }

    @Test
    void pagesAreFetchedOneByOneWhenTheirItemsAreAskedFor() {
        String next = server.baseUrl() + "/predictions?cursor=cD0y";
        server.then(200, "{\"next\":\"" + next + "\",\"previous\":null,\"results\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")
                .then(200, "{\"next\":null,\"previous\":null,\"results\":[{\"id\":\"c\"}]}");

        Page<Prediction> page = predictions.list(PredictionQuery.all()
                .createdAfter(Instant.parse("2026-01-01T00:00:00Z"))
                .source(Source.WEB));

        assertThat(server.last().query()).isEqualTo("created_after=2026-01-01T00:00:00Z&source=web");
        assertThat(page.stream().limit(2).map(Prediction::id)).containsExactly("a", "b");
        assertThat(server.asked()).hasSize(1);
        assertThat(page.stream().map(Prediction::id)).containsExactly("a", "b", "c");
        assertThat(server.last().query()).isEqualTo("cursor=cD0y");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void aNextPageOnAnotherHostIsNotAskedFor() {
        server.then(200, "{\"next\":\"http://192.0.2.1/v1/predictions?cursor=x\",\"results\":[]}");

        Page<Prediction> page = predictions.list();

        assertThat(page.hasNext()).isTrue();
        assertThatThrownBy(page::next)
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("192.0.2.1")
                .hasMessageContaining(server.baseUrl());
    }

    @Test
    void waitingForAPredictionIsBounded() {
        FakeScheduler time = new FakeScheduler();
        server.then(200, "{\"id\":\"p\",\"status\":\"processing\"}");
        try (Transport timeless = time.transport(server.baseUrl(), RetryPolicy.standard())) {
            Predictions bounded = new Predictions(Endpoint.direct(timeless));
            time.hold();
            var waiting = bounded.awaitAsync("p", Duration.ofSeconds(60));
            time.awaitWaits(2); // the limit and the next poll

            time.pass(Duration.ofSeconds(60));

            assertThatThrownBy(() -> Futures.join(waiting))
                    .isInstanceOf(CallTimeoutException.class)
                    .hasMessage("p had not ended after 60.0 s, its status is processing."
                            + " It goes on, and is billed: wait again, or cancel it.");
            assertThat(server.asked()).noneMatch(asked -> asked.path().endsWith("/cancel"));
        }
    }

    @Test
    void aCommunityModelWithoutAVersionIsExplained() {
        server.then(404, "{\"detail\":\"The requested resource could not be found.\",\"status\":404}");

        assertThatThrownBy(() -> predictions.create(PredictionRequest.model("acme/lamp")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("could not be found")
                .hasMessageContaining("PredictionRequest.version(\"acme/lamp:<version id>\")");
    }

    @Test
    void aVersionGivenAsANameIsPointedToItsMethod() {
        assertThatThrownBy(() -> PredictionRequest.model("acme/lamp:5c7d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PredictionRequest.version(\"acme/lamp:5c7d\")");
    }

    @Test
    void theContextIsSentBesideTheInputAndNotShown() {
        server.then(201, "{\"id\":\"p\"}");
        PredictionRequest request =
                PredictionRequest.model("acme/lamp").context(Map.of("replicate_api_token", "r8_hidden"));

        predictions.create(request);

        assertThat(server.last().body()).contains("\"context\":{\"replicate_api_token\":\"r8_hidden\"}");
        assertThat(request.toString()).doesNotContain("hidden");
    }

    @Test
    void anInputThatContainsItselfIsRefused() {
        List<Object> loop = new ArrayList<>();
        loop.add(loop);

        assertThatThrownBy(() -> PredictionRequest.model("acme/lamp").input(Map.of("a", loop)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("contains itself");
    }

    @Test
    void aRequestIsImmutable() {
        PredictionRequest plain = PredictionRequest.model("acme/lamp");

        assertThat(plain.preferWait(Duration.ofSeconds(1)).preferWait()).contains(Duration.ofSeconds(1));
        assertThat(plain.preferWait()).isEmpty();
        assertThat(plain.input(Map.of("a", 1)).input()).isEqualTo(Map.of("a", 1));
        assertThat(plain.input()).isEmpty();
    }

    @Test
    void aWrongNameIsRefusedBeforeAnyRequest() {
        assertThatThrownBy(() -> PredictionRequest.model("lamp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A model is named owner/name, but found \"lamp\".");
        assertThatThrownBy(() -> predictions.get("..")).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.asked()).isEmpty();
    }
}
