package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testsupport.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private final TestClock clock = TestClock.create();
    private final ReplicateServer server = ReplicateServer.builder()
            .pins(Path.of("src/test/resources/pins"))
            .clock(clock)
            .start();
    private final Http http = new Http(server);
    private final BlockingQueue<Delivery> received = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final LoopbackServer receiver = LoopbackServer.start().otherwise(this::take);

    @AfterEach
    void stop() {
        receiver.close();
        server.close();
    }

    @Test
    void outputAndEndAreReportedUnlessToldOtherwise() throws Exception {
        create("");

        assertThat(next().status()).isEqualTo("processing");
        assertThat(next().status()).isEqualTo("succeeded");
        assertThat(received).isEmpty();
    }

    @Test
    void everythingIsReportedThatIsAskedFor() throws Exception {
        server.when("acme/storyteller")
                .logging("loading")
                .runningFor(Duration.ofMillis(1200))
                .thenStream("a", "b", "c", "d", "e", "f");
        create(",\"webhook_events_filter\":[\"start\",\"output\",\"logs\",\"completed\"]");
        clock.advance(Duration.ofMillis(1200));

        assertThat(next().body()).contains("\"status\":\"processing\"").doesNotContain("loading");
        assertThat(next().body()).contains("loading").doesNotContain("\"output\":[");
        assertThat(next().body()).contains("\"output\":[\"a\"]");
        assertThat(next().body()).as("half a second later").contains("\"output\":[\"a\",\"b\",\"c\"]");
        assertThat(next().body()).as("a second later").contains("\"output\":[\"a\",\"b\",\"c\",\"d\",\"e\"]");
        assertThat(next().status()).isEqualTo("succeeded");
    }

    @Test
    void reportsAreSignedAndNoSignatureFitsAnotherBody() throws Exception {
        create("");
        Delivery delivery = next();
        Webhook verifier = new Webhook(http.get("/webhooks/default/secret").textAt("key"));

        assertThat(server.webhookSecret()).startsWith("whsec_");
        assertThatCode(() -> verifier.verify(delivery.body(), delivery.headers()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> verifier.verify(delivery.body() + " ", delivery.headers()))
                .isNotNull();
    }

    @Test
    void endIsReportedUntilItIsReceived() throws Exception {
        failures.set(2);
        create(",\"webhook_events_filter\":[\"completed\"]");

        Delivery first = next();
        Delivery second = afterTime(Duration.ofSeconds(1));
        Delivery third = afterTime(Duration.ofSeconds(2));

        assertThat(List.of(second.id(), third.id())).containsOnly(first.id());
        assertThat(third.status()).isEqualTo("succeeded");
        assertThat(clock.waiting()).isZero();
    }

    @Test
    void outputThatIsNotReceivedIsNotReportedAgain() throws Exception {
        server.when("acme/storyteller").thenStream("one piece");
        failures.set(1);
        create(",\"webhook_events_filter\":[\"output\"]");

        next();

        assertThat(clock.waiting()).isZero();
        assertThat(received).isEmpty();
    }

    @Test
    void faultsDuplicateAndForgeReports() throws Exception {
        server.inject(Fault.duplicateWebhook(), Fault.forgedWebhook());
        create(",\"webhook_events_filter\":[\"start\",\"completed\"]");
        Delivery first = next();
        Delivery again = next();
        Delivery forged = next();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(forged.id()).isNotEqualTo(first.id());
        Webhook verifier = new Webhook(server.webhookSecret());
        assertThatThrownBy(() -> verifier.verify(forged.body(), forged.headers()))
                .isNotNull();
    }

    @Test
    void addressesAndEventsMustBeWhatTheyShould() {
        for (String wrong : List.of(
                "\"webhook\":\"ftp://x\"", "\"webhook\":7", "\"webhook_events_filter\":[\"end\"]", "\"webhoook\":1")) {
            assertThat(http.post("/models/acme/storyteller/predictions", "{\"input\":{\"prompt\":\"x\"}," + wrong + "}")
                            .status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    private void create(String more) {
        String url = receiver.url("/hook");
        http.post(
                "/models/acme/storyteller/predictions",
                "{\"input\":{\"prompt\":\"x\"},\"webhook\":\"" + url + "\"" + more + "}");
    }

    private Delivery next() throws InterruptedException {
        Delivery delivery = received.poll(10, TimeUnit.SECONDS);
        assertThat(delivery).as("a webhook").isNotNull();
        return delivery;
    }

    private Delivery afterTime(Duration duration) throws InterruptedException {
        clock.awaitWaiting(1);
        clock.advance(duration);
        return next();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = receiver.last().body();
        // Before the reply, upon which the next one is sent.
        received.add(new Delivery(Map.copyOf(exchange.getRequestHeaders()), body));
        exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 503 : 200, -1);
        exchange.close();
    }

    private record Delivery(Map<String, List<String>> headers, String body) {

        String id() {
            return headers.get("Webhook-id").get(0);
        }

        Object status() {
            return ServerJson.asObject(ServerJson.parse(body.getBytes(StandardCharsets.UTF_8)))
                    .get("status");
        }
    }
}
