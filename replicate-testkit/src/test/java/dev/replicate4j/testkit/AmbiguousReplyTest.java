package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.testkit.Http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies to a create that do not say what has become of it. */
@Timeout(60)
class AmbiguousReplyTest {

    private static final String CREATE = "/models/acme/storyteller/predictions";
    private static final String INPUT = "{\"input\":{\"prompt\":\"one two three\"}}";

    private final TestClock clock = TestClock.create();
    private final ReplicateServer server = ReplicateServer.builder()
            .pins(Path.of("src/test/resources/pins"))
            .clock(clock)
            .start();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 502, 503, 504, 520, 521, 522, 523, 524})
    void errorComesWithOrWithoutACreation(int status) {
        server.inject(Fault.errorAfterCreate(status));
        assertThat(http.post(CREATE, INPUT).status()).isEqualTo(status);
        assertThat(created()).isEqualTo(1);

        server.inject(Fault.error(status).on("POST", "/v1/**"));
        assertThat(http.post(CREATE, INPUT).status()).isEqualTo(status);
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void successfulReplyIsTruncatedEmptyOrHtml() {
        server.inject(Fault.truncatedReply(30), Fault.emptyReply(), Fault.garbledReply());

        Answer truncated = http.post(CREATE, INPUT);
        assertThat(truncated.status()).isEqualTo(201);
        assertThat(truncated.text()).hasSize(30).startsWith("{\"id\":\"");
        Answer empty = http.post(CREATE, INPUT);
        assertThat(empty.status()).isEqualTo(201);
        assertThat(empty.text()).isEmpty();
        Answer html = http.post(CREATE, INPUT);
        assertThat(html.status()).isEqualTo(201);
        assertThat(html.text()).startsWith("<html>");
        assertThat(created()).isEqualTo(3);
    }

    @Test
    void successfulReplyIsPretended() {
        server.inject(
                Fault.truncatedReply(30).notCarriedOut(),
                Fault.emptyReply().notCarriedOut(),
                Fault.garbledReply().notCarriedOut(),
                Fault.dropReplyAfterCreate().notCarriedOut());

        assertThat(http.post(CREATE, INPUT).text()).hasSize(30).startsWith("{\"id\":\"");
        assertThat(http.post(CREATE, INPUT).text()).isEmpty();
        assertThat(http.post(CREATE, INPUT).text()).startsWith("<html>");
        assertThatThrownBy(() -> http.post(CREATE, INPUT)).hasRootCauseInstanceOf(IOException.class);
        assertThat(created()).isZero();
        assertThat(server.requests().first().fault()).hasValue("truncatedReply (not carried out)");
        assertThatThrownBy(() -> Fault.throttle(Duration.ZERO).notCarriedOut())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pretendedReplyArrivesThoughTheRequestIsNotRead() {
        String large = INPUT.replace("one", "one ".repeat(50_000));

        for (int i = 0; i < 20; i++) {
            server.inject(Fault.truncatedReply(30).notCarriedOut());
            assertThat(http.post(CREATE, large).text()).hasSize(30).startsWith("{\"id\":\"");
        }
        assertThat(created()).isZero();
    }

    @Test
    void predictionIsCreatedAfterItsGatewayGaveUp() {
        server.inject(Fault.delayedCreate(504, Duration.ofSeconds(9)));

        assertThat(http.post(CREATE, INPUT).status()).isEqualTo(504);
        clock.advance(Duration.ofSeconds(8));
        assertThat(created()).isZero();
        clock.advance(Duration.ofSeconds(1));

        assertThat(created()).isEqualTo(1);
        assertThat(http.get("/predictions").at("results.0.input.prompt")).isEqualTo("one two three");
        assertThat(http.get("/predictions").textAt("results.0.created_at"))
                .isEqualTo(clock.instant().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST 201", "POST 422", "GET 200"})
    void bodyHasNoEnd(String kind) throws Exception {
        String method = kind.substring(0, kind.indexOf(' '));
        int status = Integer.parseInt(kind.substring(method.length() + 1));
        server.inject(status == 422 ? Fault.endlessError(422) : Fault.endlessReply());

        HttpResponse<InputStream> reply = HttpClient.newHttpClient()
                .send(
                        method.equals("POST")
                                ? http.request("POST", CREATE, INPUT)
                                : http.request("GET", "/predictions", null),
                        BodyHandlers.ofInputStream());

        assertThat(reply.statusCode()).isEqualTo(status);
        try (InputStream body = reply.body()) {
            assertThat(new String(body.readNBytes(11), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("{\"detail\":\"");
            assertThat(body.skip(32L * 1024 * 1024)).isEqualTo(32L * 1024 * 1024);
        }
        assertThat(created()).isEqualTo(status == 201 ? 1 : 0);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void serverThatIsClosedEndsEndlessBodies() throws Exception {
        server.inject(Fault.endlessReply());
        HttpResponse<InputStream> reply = HttpClient.newHttpClient()
                .send(http.request("GET", "/predictions", null), BodyHandlers.ofInputStream());

        server.close();

        assertThatThrownBy(() -> {
                    while (reply.body().read() >= 0) {}
                })
                .isInstanceOf(IOException.class);
    }

    private int created() {
        return http.get("/predictions").list("results").size();
    }
}
