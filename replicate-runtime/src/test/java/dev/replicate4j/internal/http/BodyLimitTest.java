package dev.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.ServerException;
import dev.replicate4j.error.ValidationException;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.Reply;
import dev.replicate4j.http.RetryPolicy;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Endless bodies end, and the client lives on. */
@Timeout(30)
class BodyLimitTest {

    private static final long LIMIT = 200_000;
    private static final RequestSpec READ = RequestSpec.get("things.get", "things/1");
    private static final RequestSpec CREATE =
            RequestSpec.once("things.create", "POST", "things").withJson("x");

    private final Loopback api = new Loopback();
    private final FakeScheduler time = new FakeScheduler();
    private final Transport transport = new Transport(
            new TransportConfig(
                    ApiOrigin.parse(api.baseUrl()),
                    () -> "r8_test",
                    "test",
                    Map.of(),
                    FakeScheduler.LONG,
                    FakeScheduler.LONG,
                    LIMIT,
                    RetryPolicy.standard(),
                    new HttpListener() {},
                    null,
                    null,
                    null,
                    uri -> true),
            time);

    @AfterEach
    void close() {
        assertThat(alive()).isEqualTo(200);
        transport.close();
        api.close();
    }

    private int alive() {
        api.then(200, "{}");
        return Futures.join(transport.send(READ)).status();
    }

    private static void endless(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        byte[] piece = "{\"detail\": \"no\", ".repeat(100).getBytes();
        while (true) {
            exchange.getResponseBody().write(piece);
        }
    }

    @Test
    void anEndlessReplyToACreateMayHaveCreatedSomething() {
        api.then(exchange -> endless(exchange, 201));

        ConnectionException failure =
                catchThrowableOfType(ConnectionException.class, () -> Futures.join(transport.send(CREATE)));

        assertThat(failure.requestSent()).isTrue();
        assertThat(failure).hasMessageContaining("longer than 200000 bytes").hasMessageContaining("maxBodySize");
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    void anEndlessReplyIsNotAskedForAgain() {
        api.then(exchange -> endless(exchange, 200));

        assertThat(catchThrowableOfType(ConnectionException.class, () -> Futures.join(transport.send(READ))))
                .hasMessageContaining("maxBodySize");
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    void anEndlessRefusalIsARefusal() {
        api.then(exchange -> endless(exchange, 422));

        ValidationException failure =
                catchThrowableOfType(ValidationException.class, () -> Futures.join(transport.send(CREATE)));

        assertThat(failure.problem().body()).hasSize((int) LIMIT);
        assertThat(failure.getMessage()).hasSizeLessThan(1000);
    }

    @Test
    void anEndlessErrorIsRetriedAsAnyOther() {
        api.then(exchange -> endless(exchange, 500)).then(200, "{}");
        assertThat(Futures.join(transport.send(READ)).status()).isEqualTo(200);

        api.then(exchange -> endless(exchange, 500));
        assertThat(catchThrowableOfType(ServerException.class, () -> Futures.join(transport.send(CREATE))))
                .isNotNull();
    }

    @Test
    void anEndlessRedirectIsFollowed() {
        api.then(exchange -> {
                    exchange.getResponseHeaders().set("Location", "/v1/there");
                    endless(exchange, 302);
                })
                .then(200, "there");

        assertThat(Futures.join(transport.open(READ, BodyHandlers.ofString())).body())
                .isEqualTo("there");
    }

    @Test
    void aReplyOfTheLimitIsRead() {
        String body = "x".repeat((int) LIMIT);
        api.then(200, body).then(200, body + "x");

        Reply reply = Futures.join(transport.send(READ));
        ConnectionException tooLong =
                catchThrowableOfType(ConnectionException.class, () -> Futures.join(transport.send(READ)));

        assertThat(reply.text()).isEqualTo(body);
        assertThat(tooLong).hasMessageContaining("longer than 200000 bytes");
    }
}
