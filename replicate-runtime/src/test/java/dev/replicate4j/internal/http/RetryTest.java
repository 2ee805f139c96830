package dev.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.error.ServerException;
import dev.replicate4j.http.Reply;
import dev.replicate4j.http.RetryPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RetryTest {

    private static final RequestSpec READ = RequestSpec.get("things.get", "things/1");
    private static final RequestSpec CREATE =
            RequestSpec.once("things.create", "POST", "things").withJson(List.of(1));
    private static final RequestSpec DELETE = RequestSpec.delete("things.delete", "things/1");

    private final Loopback server = new Loopback();
    private final FakeScheduler time = new FakeScheduler();
    private Transport transport = time.transport(server.baseUrl(), RetryPolicy.standard());

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    private Reply send(RequestSpec call) {
        return Futures.join(transport.send(call));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 520})
    void readingIsRetried(int status) {
        server.then(status, "{}").then(200, "{}");

        assertThat(send(READ).status()).isEqualTo(200);
        assertThat(server.asked()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 409, 413, 422})
    void whatWouldBeRefusedAgainIsNotRetried(int status) {
        server.then(status, "{}");

        assertThatThrownBy(() -> send(READ)).isInstanceOf(ApiException.class);
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 502, 503, 504})
    void creatingIsNotRetriedWhenItMayHaveHappened(int status) {
        server.then(status, "{}");

        assertThatThrownBy(() -> send(CREATE)).isInstanceOf(ApiException.class);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void creatingIsRetriedWhenTheApiHadTooMuchToDo() {
        server.then(429, "{}").then(201, "{}");

        assertThat(send(CREATE).status()).isEqualTo(201);
        assertThat(server.asked()).extracting(Loopback.Asked::body).containsExactly("[1]", "[1]");
    }

    @Test
    void aBrokenConnectionIsRetriedForReadingOnly() {
        server.thenBreak().thenBreak().then(200, "{}");
        assertThat(send(READ).status()).isEqualTo(200);
        int asked = server.asked().size();

        server.thenBreak();
        ConnectionException broken = catchThrowableOfType(ConnectionException.class, () -> send(CREATE));

        assertThat(server.asked()).hasSize(asked + 1);
        assertThat(broken.requestSent()).isTrue();
        assertThat(broken)
                .hasMessageContaining("the connection was closed before the reply was complete")
                .hasMessageContaining("The API may have received the request.");
    }

    @Test
    void aBodyThatIsCutOffIsABrokenConnection() {
        server.then(exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    exchange.close();
                })
                .then(200, "{}");

        assertThat(send(READ).text()).isEqualTo("{}");
    }

    @Test
    void creatingIsRetriedWhenTheConnectionWasRefused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        transport = time.transport("http://127.0.0.1:" + port, RetryPolicy.standard());

        ConnectionException refused = catchThrowableOfType(ConnectionException.class, () -> send(CREATE));

        assertThat(refused.requestSent()).isFalse();
        assertThat(refused)
                .hasMessageContaining(
                        "POST http://127.0.0.1:" + port + "/v1/things got no reply: no connection to 127.0.0.1")
                .hasMessageContaining("The request was not sent.");
        assertThat(time.waits()).hasSize(4);
    }

    @Test
    void anUnknownHostIsNamed() {
        transport = time.transport("http://no-such-host.invalid", RetryPolicy.none());

        assertThatThrownBy(() -> send(CREATE))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining(
                        "no connection to no-such-host.invalid (unknown host). The request was not sent.");
    }

    @Test
    void theWaitDoublesUpToItsBoundAndIsRandom() {
        for (int i = 0; i < 5; i++) {
            server.then(503, "{}");
        }

        assertThatThrownBy(() -> send(READ)).isInstanceOf(ServerException.class);
        assertThat(time.waits())
                .containsExactly(
                        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(RetryPolicy.standard().delay(40, null, 0.999)).isLessThan(Duration.ofSeconds(30));
        assertThat(RetryPolicy.standard().delay(40, null, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After     | 7                             | {}                 | 7000",
                "Retry-After     | 0.5                           | {}                 | 500",
                "Retry-After     | Thu, 01 Jan 2026 00:00:09 GMT | {}                 | 9000",
                "Retry-After     | Thu, 01 Jan 2015 00:00:00 GMT | {}                 | 0",
                "X-Other         | 1                             | {\"retry_after\":10} | 10000",
                "RateLimit-Reset | 3                             | {}                 | 3000",
            })
    void theApiSaysHowLongToWait(String header, String value, String body, long millis) {
        server.then(429, body, header, value).then(201, "{}");
        time.random(0);

        send(CREATE);

        assertThat(time.waits()).isEqualTo(millis == 0 ? List.of() : List.of(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "NaN", "", "1e99"})
    void nonsenseIsAsIfNothingWasSaid(String value) {
        server.then(503, "{}", "Retry-After", value).then(200, "{}");

        send(READ);

        assertThat(time.waits()).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void aWaitThatIsTooLongIsLeftToTheCaller() {
        server.then(429, "{\"detail\":\"Throttled.\",\"retry_after\":3600}");

        RateLimitException failure = catchThrowableOfType(RateLimitException.class, () -> send(CREATE));

        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void a429HoldsBackAllCallsToTheSameEndpointAndNoOther() {
        time.hold();
        server.then(429, "{}", "Retry-After", "7")
                .then(200, "{\"other\":1}")
                .then(201, "{}")
                .then(201, "{}");

        CompletableFuture<Reply> first = transport.send(CREATE);
        time.awaitWaits(1);
        CompletableFuture<Reply> second = transport.send(CREATE);
        Reply other = send(READ);

        assertThat(other.text()).isEqualTo("{\"other\":1}");
        assertThat(server.asked()).hasSize(2);
        assertThat(time.waits()).containsExactly(Duration.ofMillis(7250));
        time.pass(Duration.ofMillis(7250));
        assertThat(Futures.join(first).status()).isEqualTo(201);
        assertThat(second).isNotDone();
        time.awaitWaits(2);
        time.pass(Duration.ofMillis(25));
        assertThat(Futures.join(second).status()).isEqualTo(201);
    }

    @Test
    void aUsedUpLimitHoldsTheNextCallBack() {
        server.then(200, "{}", "ratelimit-remaining", "0", "ratelimit-reset", "4")
                .then(200, "{}");
        time.random(0);

        send(READ);
        send(READ);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void retriesCanBeOff() {
        transport = time.transport(server.baseUrl(), RetryPolicy.none());
        server.then(429, "{}", "Retry-After", "1").then(503, "{}");

        assertThatThrownBy(() -> send(READ)).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> send(READ)).isInstanceOf(ServerException.class);
        assertThat(time.waits()).isEmpty();
        assertThat(RetryPolicy.none().describe()).isEqualTo("Requests are sent once and never retried.");
    }

    @Test
    void whatAnEarlierAttemptHasDeletedIsNotMissing() {
        server.thenBreak().then(404, "{}");
        assertThat(send(DELETE).status()).isEqualTo(404);

        server.then(429, "{}").then(404, "{}");
        assertThatThrownBy(() -> send(DELETE)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void thePolicyCanBeReadAndChanged() {
        RetryPolicy policy = RetryPolicy.standard()
                .maxAttempts(3)
                .initialDelay(Duration.ofSeconds(1))
                .maxDelay(Duration.ofSeconds(8))
                .maxRetryAfter(Duration.ofSeconds(20));

        assertThat(policy.describe())
                .contains("up to 3 times", "up to 1.0 s", "up to 8.0 s", "at most 20.0 s", "429", "creating");
        assertThat(policy).isEqualTo(policy.maxAttempts(3)).isNotEqualTo(RetryPolicy.standard());
        assertThatThrownBy(() -> policy.maxAttempts(0)).hasMessageContaining("1 or more, but is 0");
        assertThatThrownBy(() -> policy.maxDelay(Duration.ofSeconds(-1))).hasMessageContaining("-1.0 s");
    }
}
