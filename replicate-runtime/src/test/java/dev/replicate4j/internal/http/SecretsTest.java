package dev.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets go to the API alone, and into no exception. */
@Timeout(30)
class SecretsTest {

    private static final String TOKEN = "r8_secret";
    private static final String OTHER = "hunter2-and-more";
    private static final RequestSpec READ = RequestSpec.get("things.get", "things/1");

    private final Loopback api = new Loopback();
    private final Loopback stranger = new Loopback();
    private final FakeScheduler time = new FakeScheduler();
    private final Transport transport = time.transport(api.baseUrl(), RetryPolicy.none());

    @AfterEach
    void close() {
        transport.close();
        api.close();
        stranger.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Trace", "Cookie", "Accept", "Range"})
    void aHeaderGivenForARequestFollowsNoRedirectToAnotherOrigin(String name) {
        api.then(302, "", "Location", stranger.baseUrl() + "/elsewhere")
                .then(302, "", "Location", "/v1/here")
                .then(200, "{}");
        stranger.then(200, "{}");

        Futures.join(transport.send(READ.withUserHeader(name, OTHER)));
        Futures.join(transport.open(READ.withUserHeader(name, OTHER), BodyHandlers.ofString()));

        assertThat(api.asked())
                .hasSize(3)
                .allSatisfy(asked -> assertThat(asked.header(name)).isEqualTo(OTHER));
        assertThat(stranger.last().headers().toString()).doesNotContain(OTHER, TOKEN);
    }

    @Test
    void whatTheLibraryItselfAsksForFollowsRedirects() {
        api.then(302, "", "Location", stranger.baseUrl() + "/elsewhere");
        stranger.then(206, "part");

        Futures.join(transport.open(READ.withHeader("Range", "bytes=5-"), BodyHandlers.ofString()));

        assertThat(stranger.last().header("Range")).isEqualTo("bytes=5-");
    }

    @ParameterizedTest
    @CsvSource({"X-Secret, bad\u0001value-of-a-secret", "Host, value-of-a-secret", "a b, value-of-a-secret"})
    void aHeaderThatCannotBeSentIsNamedWithoutItsValue(String name, String value) {
        Throwable perRequest = catchThrowable(() -> Futures.join(transport.send(READ.withUserHeader(name, value))));
        Throwable perClient = catchThrowable(() -> new TransportConfig(
                ApiOrigin.REPLICATE,
                () -> null,
                "test",
                Map.of(name, value),
                FakeScheduler.LONG,
                FakeScheduler.LONG,
                1,
                RetryPolicy.none(),
                new HttpListener() {},
                null,
                null,
                null,
                uri -> true));

        assertThat(List.of(perRequest, perClient)).allSatisfy(failure -> {
            assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"" + name + "\"");
            assertThat(printed(failure)).doesNotContain("value-of-a-secret");
        });
        assertThat(api.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | no JSON but r8_secret",
                "200 | [\"r8_secret\"]",
                "200 | {\"id\": 1, \"echo\": {\"headers\": [\"Bearer r8_secret\"]}}",
                "401 | {\"detail\": \"Unknown token r8_secret\", \"echo\": [\"r8_secret\"]}",
                "429 | {\"title\": \"r8_secret\"}",
                "502 | <html>r8_secret</html>",
            })
    void aTokenThatAServerEchoesIsInNoException(int status, String body) throws IOException {
        api.then(status, body, "X-Echo", "Bearer r8_secret");

        Throwable failure = catchThrowable(() -> Futures.join(transport
                .send(READ)
                .thenApply(reply -> reply.object().get("missing").toString())));

        assertThat(failure).isNotNull();
        if (failure instanceof ReplicateException) {
            assertThat(serialized(failure)).doesNotContain(TOKEN);
        }
        assertThat(printed(failure)).doesNotContain(TOKEN);
    }

    @Test
    void anAuthorizationOfTheUsersOwnIsASecretToo() throws IOException {
        api.then(403, "{\"detail\": \"" + OTHER + " may not\"}");

        Throwable failure = catchThrowable(
                () -> Futures.join(transport.send(READ.withUserHeader("Authorization", "Token " + OTHER))));

        assertThat(failure).hasMessageContaining("*** may not");
        assertThat(serialized(failure)).doesNotContain(OTHER);
    }

    @Test
    void theTokenIsAskedForOnceEachAttempt() {
        List<String> tokens = new ArrayList<>(List.of("r8_first", "r8_second"));
        api.then(503, "{}").then(200, "{}").then(200, "{}");
        TransportConfig config = FakeScheduler.config(api.baseUrl(), RetryPolicy.standard(), new HttpListener() {});
        try (Transport rotating = new Transport(
                new TransportConfig(
                        config.origin(),
                        () -> tokens.isEmpty() ? " " : tokens.remove(0),
                        config.userAgent(),
                        Map.of(),
                        config.timeout(),
                        config.connectTimeout(),
                        config.maxBodySize(),
                        config.retryPolicy(),
                        config.listener(),
                        null,
                        null,
                        null,
                        uri -> true),
                time)) {
            Futures.join(rotating.send(READ));
            assertThatThrownBy(() -> Futures.join(rotating.send(READ))).hasMessageContaining("has none");
        }
        assertThat(api.asked())
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer r8_first", "Bearer r8_second");
    }

    @Test
    void aSupplierOfTokensThatFailsFailsTheRequest() {
        TransportConfig config = new TransportConfig(
                ApiOrigin.parse(api.baseUrl()),
                () -> {
                    throw new IllegalStateException("no vault");
                },
                "test",
                Map.of(),
                FakeScheduler.LONG,
                FakeScheduler.LONG,
                1,
                RetryPolicy.standard(),
                new HttpListener() {},
                null,
                null,
                null,
                uri -> true);
        try (Transport poor = new Transport(config)) {
            assertThatThrownBy(() -> Futures.join(poor.send(READ))).hasMessage("no vault");
            assertThatThrownBy(() -> Futures.join(poor.open(READ, BodyHandlers.ofString())))
                    .hasMessage("no vault");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.replicate.com/v1/x?a=b, https://api.replicate.com/v1/x",
        "https://user:pass@host/x@y, https://host/x@y",
        "https://user:p@ss@host, https://host",
        "https://host/a@b, https://host/a@b",
        "things/a@b, things/a@b"
    })
    void urlsAreShownWithoutWhatMayBeSecret(String url, String shown) {
        assertThat(ApiOrigin.withoutSecrets(url)).isEqualTo(shown);
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String serialized(Throwable failure) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
