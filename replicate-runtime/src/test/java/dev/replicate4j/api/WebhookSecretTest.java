package dev.replicate4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.WebhookVerificationException;
import dev.replicate4j.testsupport.LoopbackServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {

    /** The vector that Standard Webhooks and Replicate's documentation give. */
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant TIME = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = bytes("{\"test\": 2432232314}");
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final WebhookSecret secret = WebhookSecret.of(KEY).clock(() -> TIME.plusSeconds(3));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> headers(String timestamp, String signature) {
        return Map.of(
                "webhook-id", List.of(ID),
                "webhook-timestamp", List.of(timestamp),
                "webhook-signature", List.of(signature));
    }

    private WebhookDelivery verify(String signature) {
        return secret.verify(headers("1614265330", signature), BODY);
    }

    @Test
    void theKeyIsGivenOutButNotShown() {
        assertThat(secret.key()).isEqualTo(KEY);
        assertThat(secret.toString()).isEqualTo("whsec_***");
    }

    @Test
    void theKnownVectorPasses() {
        WebhookDelivery delivery = verify(SIGNATURE);

        assertThat(delivery.id()).isEqualTo(ID);
        assertThat(delivery.timestamp()).isEqualTo(TIME);
        assertThat(delivery.json()).isEqualTo(Map.of("test", 2432232314L));
        assertThat(secret.sign(ID, TIME, BODY)).isEqualTo(SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1,AAAA " + SIGNATURE,
                SIGNATURE + " v1,AAAA",
                "v2,whatever  " + SIGNATURE,
                "nonsense , v1, " + SIGNATURE,
                " " + SIGNATURE + "\t"
            })
    void oneSignatureOfSeveralIsEnough(String signatures) {
        assertThat(verify(signatures).id()).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE",
                "v1,",
                "v1"
            })
    void aWrongSignatureIsRefused(String signature) {
        assertThatThrownBy(() -> verify(signature))
                .isInstanceOf(WebhookVerificationException.class)
                .hasMessageContaining(ID)
                .hasMessageContaining("the bytes as they came");
    }

    @Test
    void aBodyOrTimeThatWasChangedIsRefused() {
        assertThatThrownBy(() -> secret.verify(headers("1614265330", SIGNATURE), bytes("{\"test\":2432232314}")))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> secret.verify(headers("1614265331", SIGNATURE), BODY))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void bytesThatAreNoTextAreSignedAsTheyCome() {
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xfe};
        Map<String, List<String>> headers = headers("1614265330", secret.sign(ID, TIME, bytes));

        // The signature fits; what is signed is no JSON.
        assertThatThrownBy(() -> secret.verify(headers, bytes)).isInstanceOf(DecodeException.class);
    }

    @Test
    void fiveMinutesAreToleratedToEitherSide() {
        for (long seconds : new long[] {-300, 300}) {
            assertThat(secret.clock(() -> TIME.plusSeconds(seconds))
                            .verify(headers("1614265330", SIGNATURE), BODY)
                            .id())
                    .isEqualTo(ID);
        }
        for (long seconds : new long[] {-301, 301}) {
            assertThatThrownBy(() -> secret.clock(() -> TIME.plusSeconds(seconds))
                            .verify(headers("1614265330", SIGNATURE), BODY))
                    .isInstanceOf(WebhookVerificationException.class)
                    .hasMessageContaining("300 s");
        }
        assertThat(WebhookSecret.of(KEY)
                        .tolerance(Duration.ofDays(36_500))
                        .verify(headers("1614265330", SIGNATURE), BODY)
                        .id())
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1614265330.5", "99999999999999999999"})
    void aTimeThatIsNoneIsRefused(String timestamp) {
        String signature = "v1,"
                + java.util.Base64.getEncoder()
                        .encodeToString(Hmac.sha256(
                                java.util.Base64.getDecoder().decode(KEY.substring(6)),
                                bytes(ID + "." + timestamp + "."),
                                BODY));

        assertThatThrownBy(() -> secret.verify(headers(timestamp, signature), BODY))
                .isInstanceOf(WebhookVerificationException.class)
                .hasMessageContaining(timestamp);
    }

    @Test
    void aMissingHeaderIsNamed() {
        assertThatThrownBy(() -> secret.verify(Map.of("webhook-id", List.of(ID)), BODY))
                .isInstanceOf(WebhookVerificationException.class)
                .hasMessageContaining("webhook-timestamp");
    }

    @Test
    void headersAreFoundInAnyCaseAndOnSeveralLines() {
        WebhookDelivery delivery = secret.verify(
                Map.of(
                        "Webhook-Id", List.of(ID),
                        "WEBHOOK-TIMESTAMP", List.of("1614265330"),
                        "Webhook-Signature", List.of("v1,AAAA", SIGNATURE)),
                BODY);

        assertThat(delivery.id()).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_not base64!", "WHSEC_MfKQ"})
    void whatIsNoSecretIsRefusedAndNotShown(String text) {
        assertThatThrownBy(() -> WebhookSecret.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("MfKQ")
                .hasMessageNotContaining("base64!");
        assertThat(secret.toString()).isEqualTo("whsec_***");
    }

    @Test
    void aWebhookIsReceivedByTheJdksServer() throws Exception {
        CompletableFuture<Prediction> received = new CompletableFuture<>();
        byte[] body = bytes("{\"id\":\"gm3q\",\"status\":\"succeeded\",\"output\":\"é\"}");
        try (LoopbackServer server = LoopbackServer.start()) {
            server.on("POST /replicate", exchange -> {
                int status = 204;
                try {
                    byte[] sent = server.last().bytes();
                    received.complete(secret.verify(exchange.getRequestHeaders()::getFirst, sent)
                            .prediction());
                } catch (WebhookVerificationException e) {
                    status = 401;
                }
                exchange.sendResponseHeaders(status, -1);
            });
            URI uri = URI.create(server.url("/replicate"));

            assertThat(post(uri, body, "v1,AAAA")).isEqualTo(401);
            assertThat(post(uri, body, secret.sign(ID, TIME, body))).isEqualTo(204);
            assertThat(received.get().output()).isEqualTo("é");
        }
    }

    private static int post(URI uri, byte[] body, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("webhook-id", ID)
                .header("webhook-timestamp", "1614265330")
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
