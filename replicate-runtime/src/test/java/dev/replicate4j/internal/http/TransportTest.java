package dev.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.AuthenticationException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.error.ValidationException;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.Reply;
import dev.replicate4j.http.RetryPolicy;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TransportTest {

    private static final String TOKEN = "r8_secret";
    private static final RequestSpec READ = RequestSpec.get("things.get", "things/1");

    private final Loopback api = new Loopback();
    private final Loopback stranger = new Loopback();
    private final FakeScheduler time = new FakeScheduler();
    private final Heard heard = new Heard();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Transport transport =
            new Transport(FakeScheduler.config(api.baseUrl(), RetryPolicy.none(), heard), time);

    @AfterEach
    void close() {
        release.countDown();
        transport.close();
        api.close();
        stranger.close();
    }

    private Reply send(RequestSpec call) {
        return Futures.join(transport.send(call));
    }

    private HttpResponse<String> open(String target) {
        return Futures.join(transport.open(RequestSpec.get("file", target), BodyHandlers.ofString()));
    }

    @Test
    void tokenAndOwnHeadersGoToTheApiAlone() {
        api.then(200, "{}");
        stranger.then(200, "{}");

        open("things/1");
        open(stranger.baseUrl() + "/file");

        assertThat(api.last().header("Authorization")).isEqualTo("Bearer r8_secret");
        assertThat(api.last().header("X-Own")).isEqualTo("own");
        assertThat(stranger.last().headers().toString()).doesNotContain(TOKEN, "own");
        assertThat(stranger.last().header("User-Agent")).isEqualTo("test/1");
    }

    @Test
    void redirectsAreFollowedWithoutTheToken() {
        api.then(302, "", "Location", stranger.baseUrl() + "/elsewhere");
        stranger.then(302, "", "Location", "/v1/again").then(200, "here");

        HttpResponse<String> response = open("things/1");

        assertThat(response.body()).isEqualTo("here");
        assertThat(response.uri()).hasToString(stranger.baseUrl() + "/again");
        assertThat(stranger.asked())
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked.headers().toString()).doesNotContain(TOKEN, "own"));
    }

    @Test
    void aRedirectBackToTheApiGetsTheTokenAgain() {
        stranger.then(307, "", "Location", api.baseUrl() + "/things/1");
        api.then(200, "{}");

        open(stranger.baseUrl() + "/link");

        assertThat(api.last().header("Authorization")).isEqualTo("Bearer r8_secret");
    }

    @Test
    void redirectsInACircleEnd() {
        for (int i = 0; i < 6; i++) {
            api.then(302, "", "Location", "/v1/things/1");
        }

        assertThatThrownBy(() -> send(READ))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("redirected more than 5 times");
        assertThat(api.asked()).hasSize(6);
    }

    @Test
    void whatChangesSomethingIsNotRedirected() {
        api.then(307, "", "Location", stranger.baseUrl() + "/things");

        ApiException refused = catchThrowableOfType(
                ApiException.class,
                () -> send(RequestSpec.once("things.create", "POST", "things").withJson("x")));

        assertThat(refused.status()).isEqualTo(307);
        assertThat(refused).hasMessageContaining("redirect");
        assertThat(stranger.asked()).isEmpty();
    }

    @Test
    void anHttpClientThatWouldCarryTheTokenAlongIsRefused() {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        TransportConfig plain = TransportConfig.of(ApiOrigin.REPLICATE, TOKEN);

        assertThatThrownBy(() -> new TransportConfig(
                        plain.origin(),
                        plain.tokens(),
                        "test/1",
                        Map.of(),
                        plain.timeout(),
                        plain.connectTimeout(),
                        plain.maxBodySize(),
                        plain.retryPolicy(),
                        heard,
                        null,
                        client,
                        null,
                        uri -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Redirect.NEVER");
    }

    @Test
    void withoutATokenNothingIsSent() {
        try (Transport poor = new Transport(TransportConfig.of(ApiOrigin.parse(api.baseUrl()), "  "))) {
            assertThatThrownBy(() -> Futures.join(poor.send(READ)))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("REPLICATE_API_TOKEN");
            assertThat(api.asked()).isEmpty();

            api.then(200, "{}");
            Futures.join(poor.send(READ.withoutNeedOfToken()));
            assertThat(api.last().header("Authorization")).isEmpty();
        }
    }

    @Test
    void aTokenFromAFileMayEndWithALine() {
        api.then(200, "{}");
        try (Transport other = new Transport(TransportConfig.of(ApiOrigin.parse(api.baseUrl()), TOKEN + "\n"))) {
            Futures.join(other.send(READ));
        }
        assertThat(api.last().header("Authorization")).isEqualTo("Bearer r8_secret");
        TransportConfig odd = TransportConfig.of(ApiOrigin.REPLICATE, "r8_a\nb");
        assertThatThrownBy(odd::token)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("r8_a");
    }

    @Test
    void noMessageHoldsTheToken() {
        api.then(401, "{\"detail\":\"Unknown token r8_secret\"}");

        AuthenticationException failure = catchThrowableOfType(AuthenticationException.class, () -> send(READ));

        assertThat(failure).hasMessageContaining("Unknown token ***").hasMessageContaining("REPLICATE_API_TOKEN");
        assertThat(failure.problem().toString()).doesNotContain(TOKEN);
        assertThat(transport.config().toString()).doesNotContain(TOKEN, "own");
    }

    @Test
    void aProblemIsReadInFull() {
        api.then(422, """
                {"title": "Input validation failed", "status": 422, "detail": "- input: prompt is required", "extra": 1,
                 "invalid_fields": [{"type": "required", "field": "input", "description": "prompt is required"},
                                    {"type": "number_lte", "field": "input.steps", "description": "Must be at most 50"}]}
                """, "X-Request-Id", "req-1");

        ValidationException failure = catchThrowableOfType(ValidationException.class, () -> send(READ));

        assertThat(failure)
                .hasMessage("GET " + api.baseUrl() + "/things/1 answered 422 (Input validation failed): "
                        + "input: prompt is required; input.steps: Must be at most 50. Request id: req-1.");
        assertThat(failure.status()).isEqualTo(422);
        assertThat(failure.requestId()).contains("req-1");
        assertThat(failure.invalidFields()).hasSize(2);
        assertThat(failure.invalidFields().get(1).type()).isEqualTo("number_lte");
        assertThat(failure.problem().json()).containsEntry("extra", 1L);
        assertThat(failure.problem().headers()).containsKey("x-request-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Bad gateway</html>", "", "[1]", "null", "\"text\""})
    void aBodyThatIsNoProblemIsQuoted(String body) {
        api.then(502, body);

        assertThatThrownBy(() -> send(READ))
                .hasMessageContaining("answered 502: " + (body.isEmpty() ? "the reply has no body" : body));
    }

    @Test
    void aCallThatTakesTooLongIsABrokenConnection() {
        api.then(exchange -> stall());

        CompletableFuture<Reply> reply = transport.send(READ);
        api.awaitAsked(1);
        time.pass();

        assertThatThrownBy(() -> Futures.join(reply))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("no complete answer within 600.0 s");
    }

    @Test
    void aBlockedCallThatTakesTooLongIsABrokenConnectionToo() {
        api.then(exchange -> stall());
        Thread clock = new Thread(() -> {
            api.awaitAsked(1);
            time.pass();
        });
        clock.start();

        Throwable failure = catchThrowable(() -> Futures.join(transport.send(READ, true, SendPermit.ALWAYS)));

        assertThat(failure).isInstanceOf(ConnectionException.class).hasMessageContaining("within 600.0 s");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptedThreadGivesUpAndStaysInterrupted() throws InterruptedException {
        api.then(exchange -> stall());
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Boolean> flag = new ArrayList<>();
        Thread caller = new Thread(() -> {
            failure.set(catchThrowable(() -> Futures.join(transport.send(READ, true, SendPermit.ALWAYS))));
            flag.add(Thread.currentThread().isInterrupted());
        });
        caller.start();
        api.awaitAsked(1);

        caller.interrupt();
        caller.join();

        assertThat(failure.get()).isInstanceOf(InterruptedCallException.class);
        assertThat(flag).containsExactly(true);
    }

    @Test
    void cancellingAStageAbortsTheExchange() {
        api.then(exchange -> stall());
        CompletableFuture<String> text = transport.send(READ).thenApply(Reply::text);
        api.awaitAsked(1);

        text.cancel(true);

        assertThat(heard.events).last().asString().contains("failed", "CancellationException");
    }

    @Test
    void closingCancelsWhatIsUnderWay() {
        api.then(exchange -> stall());
        CompletableFuture<Reply> reply = transport.send(READ);
        api.awaitAsked(1);

        transport.close();

        assertThatThrownBy(reply::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> send(READ))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void closingBeforeARequestIsSentRefusesIt() {
        AtomicReference<Transport> closing = new AtomicReference<>();
        closing.set(closedBy(new HttpListener() {
            @Override
            public void sent(Exchange exchange) {
                closing.get().close();
            }
        }));

        CompletableFuture<Reply> reply = closing.get().send(READ);

        assertThatThrownBy(() -> Futures.join(reply))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void closingRefusesWhatIsJustBeingSent() {
        AtomicReference<Transport> closing = new AtomicReference<>();
        closing.set(closedBy(new HttpListener() {
            @Override
            public Map<String, String> headers(Exchange exchange) {
                closing.get().close();
                return Map.of();
            }
        }));

        CompletableFuture<Reply> reply = closing.get().send(READ);

        assertThatThrownBy(() -> Futures.join(reply))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(api.asked()).isEmpty();
    }

    private Transport closedBy(HttpListener closer) {
        return new Transport(FakeScheduler.config(api.baseUrl(), RetryPolicy.none(), closer));
    }

    @Test
    void whatUsersGetCompletesWhereTheyMayBlock() throws ExecutionException, InterruptedException {
        api.then(200, "{}").then(200, "{}");

        String thread = transport
                .published(transport.send(READ))
                .thenApply(reply -> {
                    assertThat(send(READ).status()).isEqualTo(200);
                    return Thread.currentThread().getName();
                })
                .get();

        assertThat(thread).doesNotStartWith("replicate4j");
    }

    @Test
    void theListenerHearsOfEverythingButSecrets() {
        heard.trace = Map.of("traceparent", "00-abc");
        api.then(200, "{}").then(404, "{}");

        send(RequestSpec.get("things.get", "things/1?signature=hidden"));
        assertThatThrownBy(() -> send(READ)).isInstanceOf(ApiException.class);

        assertThat(heard.events)
                .containsExactly(
                        "sent things.get GET " + api.baseUrl() + "/things/1 1",
                        "received 200",
                        "sent things.get GET " + api.baseUrl() + "/things/1 1",
                        "received 404");
        assertThat(api.last().header("traceparent")).isEqualTo("00-abc");
    }

    @Test
    void aListenerThatFailsDisturbsNothing() {
        api.then(200, "{}");
        TransportConfig config = FakeScheduler.config(api.baseUrl(), RetryPolicy.none(), new HttpListener() {
            @Override
            public void sent(Exchange exchange) {
                throw new IllegalStateException("listener");
            }

            @Override
            public Map<String, String> headers(Exchange exchange) {
                throw new IllegalStateException("listener");
            }
        });
        try (Transport other = new Transport(config)) {
            assertThat(Futures.join(other.send(READ)).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.replicate.com, https://api.replicate.com/v1",
        "https://api.replicate.com/v1, https://api.replicate.com/v1",
        "https://API.replicate.com:443/v1/, https://api.replicate.com/v1",
        "http://localhost:8080, http://localhost:8080/v1",
        "https://gateway.example.com/replicate, https://gateway.example.com/replicate/v1",
        "https://gateway.example.com/replicate/v1//, https://gateway.example.com/replicate/v1",
    })
    void theBaseUrlIsTakenWithAndWithoutItsVersion(String text, String base) {
        assertThat(ApiOrigin.parse(text).base()).hasToString(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.replicate.com",
                "ftp://api.replicate.com",
                "https://u:p@h/v1",
                "https://h/v1?a=b",
                "https:///v1"
            })
    void anotherBaseUrlIsRefused(String text) {
        assertThatThrownBy(() -> ApiOrigin.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://api.replicate.com/v1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.replicate.com/v1, https://api.replicate.com/v1/models?cursor=a%3D, https://api.replicate.com/v1/models?cursor=a%3D",
        "https://api.replicate.com/v1, http://api.replicate.com/v1/models?cursor=a, https://api.replicate.com/v1/models?cursor=a",
        "https://proxy.example.com/r/v1, https://api.replicate.com/v1/models?cursor=a, https://proxy.example.com/r/v1/models?cursor=a",
        "https://proxy.example.com/r/v1, http://proxy.example.com/r/v1/models, https://proxy.example.com/r/v1/models",
        "http://localhost:8080/v1, http://localhost:8080/v1/models, http://localhost:8080/v1/models",
    })
    void linksAreFollowedToTheConfiguredBase(String base, String link, String followed) {
        assertThat(ApiOrigin.parse(base).follow(link)).hasToString(followed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/v1/models",
                "https://api.replicate.com.evil.example.com/v1/models",
                "https://api.replicate.com@evil.example.com/v1/models",
                "https://api.replicate.com:8443/v1/models",
                "https://api.replicate.com/v2/models",
                "/v1/models",
                "file:///etc/passwd",
                "not a url"
            })
    void linksElsewhereAreNotFollowed(String link) {
        assertThatThrownBy(() -> ApiOrigin.REPLICATE.follow(link)).hasMessageContaining("was not followed");
    }

    private void stall() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes down what it hears. */
    private static final class Heard implements HttpListener {

        private final List<String> events = new CopyOnWriteArrayList<>();
        private volatile Map<String, String> trace = Map.of();

        @Override
        public Map<String, String> headers(Exchange exchange) {
            return trace;
        }

        @Override
        public void sent(Exchange exchange) {
            events.add("sent " + exchange.operation() + " " + exchange.method() + " " + exchange.uri() + " "
                    + exchange.attempt());
        }

        @Override
        public void received(Exchange exchange, int status, Duration took) {
            events.add("received " + status);
        }

        @Override
        public void failed(Exchange exchange, Throwable failure, Duration took) {
            events.add("failed " + failure);
        }

        @Override
        public void retrying(Exchange exchange, OptionalInt status, Duration delay) {
            events.add("retrying " + status);
        }
    }
}
