package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.models.Painter;
import com.acme.models.Storyteller;
import dev.replicate4j.Replicate;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private final ReplicateServer server =
            ReplicateServer.builder().pins(Path.of("src/test/resources/pins")).start();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void viewsNarrowByWhatRequestsDo() throws Exception {
        Replicate replicate = server.client();
        replicate.use(Storyteller.MODEL).call(Storyteller.with("a"));
        server.inject(Fault.processingWithNull());
        Files.readAllBytes(replicate.use(Painter.MODEL).call(Painter.with("b")).get(0));
        String id =
                replicate.use(Storyteller.MODEL).create(Storyteller.with("c")).id();
        http.post("/predictions/" + id + "/cancel", null);

        server.requests().predictions().assertCount(3);
        server.requests().predictions(Storyteller.MODEL).assertCount(2);
        assertThat(server.requests().predictions("acme/painter").single().input("prompt"))
                .isEqualTo("b");
        server.requests().downloads().assertCount(1);
        server.requests().cancellations().assertCount(1);
        server.requests().uploads().assertNone();
        assertThat(server.requests().uploads().isEmpty()).isTrue();
        assertThat(server.requests().predictions().isEmpty()).isFalse();
        assertThat(server.requests().predictions().size()).isEqualTo(3);
        server.requests().to("*", "/v1/models/**").assertCount(3);
        server.requests().assertTokenKeptToApi();
    }

    @Test
    void versionsTellTheirModel() {
        String version = http.get("/models/acme/captioner").textAt("latest_version.id");
        String input = "\"input\":{\"image\":\"https://example.com/a.png\"}}";
        http.post("/predictions", "{\"version\":\"" + version + "\"," + input);
        http.post("/predictions", "{\"version\":\"acme/captioner:" + version + "\"," + input);

        server.requests().predictions("acme/captioner").assertCount(2);
        server.requests().predictions("acme/painter").assertNone();
    }

    @Test
    void requestsTellAllOfThemselves() {
        http.post("/predictions?a=b", "{\"input\":{\"n\":null}}", "X-Test", "yes");
        http.post("/predictions", "no json");
        RecordedRequest request = server.requests().first();

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/predictions");
        assertThat(request.target()).isEqualTo("/v1/predictions?a=b");
        assertThat(request.header("x-TEST")).hasValue("yes");
        assertThat(request.headers()).containsKeys("authorization", "x-test");
        assertThat(request.input()).containsEntry("n", null);
        assertThat(request.status()).isEqualTo(422);
        assertThat(request.isApi()).isTrue();
        assertThat(request.at()).isNotNull();
        assertThat(request).hasToString("POST /v1/predictions?a=b -> 422 {\"input\":{\"n\":null}}");
        assertThat(server.requests().last().json()).isEmpty();
    }

    @Test
    void whatIsNotAsExpectedListsTheRequests() {
        http.get("/account");

        assertThatThrownBy(() -> server.requests().predictions().assertCount(2))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        Expected 2 of the creations of predictions, but found 0:
                          none
                        All requests were:
                          GET /v1/account -> 200
                        """);
        assertThatThrownBy(() -> server.requests().assertNone()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> server.requests().streams().first()).hasMessageContaining("at least one");
        assertThatThrownBy(() -> server.requests().polls().last()).hasMessageContaining("GET /v1/predictions/*");
    }

    @Test
    void tokensThatLeaveTheApiAreFound() {
        String url = server.file("cat.png").url();
        http.get(url, "Authorization", "Bearer secret");

        assertThatThrownBy(() -> server.requests().assertTokenKeptToApi())
                .hasMessageContaining("with a token but not to the API");
    }

    @Test
    void resetForgetsWhatWasAskedAndWhatWasSet() {
        server.when(Storyteller.MODEL).thenFail("no");
        server.inject(Fault.serverError(500).always());
        http.get("/account");

        server.reset();

        server.requests().assertNone();
        assertThat(http.get("/account").status()).isEqualTo(200);
        assertThat(server.client().use(Storyteller.MODEL).call(Storyteller.with("x")))
                .contains("x");
    }
}
