package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.Http.Answer;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictionsTest {

    static final Path PINS = Path.of("src/test/resources/pins");

    private ReplicateServer server;
    private Http http;

    @BeforeEach
    void start() {
        server = ReplicateServer.builder().pins(PINS).start();
        http = new Http(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void creationAnswersStartingAndALaterGetHasTheOutput() {
        Answer created = http.post("/models/acme/storyteller/predictions", "{\"input\":{\"prompt\":\"a <b>\"}}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().keySet())
                .containsExactly(
                        "id",
                        "model",
                        "version",
                        "input",
                        "logs",
                        "data_removed",
                        "error",
                        "source",
                        "status",
                        "created_at",
                        "urls");
        assertThat(created.at("status")).isEqualTo("starting");
        assertThat(created.text()).endsWith("}\n").contains("a \\u003cb\\u003e");
        Answer later = http.get(created.textAt("urls.get"));
        assertThat(later.at("status")).isEqualTo("succeeded");
        assertThat(later.textAt("output.0")).isEqualTo("This");
        assertThat(later.json()).containsKeys("metrics", "started_at", "completed_at");
    }

    @Test
    void blockingReplySaysProcessingAndHasFilesInline() throws Exception {
        Answer reply = http.post(
                "/models/acme/painter/predictions", "{\"input\":{\"prompt\":\"a cat\"}}", "Prefer", "wait=10");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("preference-applied")).isEqualTo("wait=10");
        assertThat(reply.at("status")).isEqualTo("processing");
        assertThat(reply.json()).doesNotContainKeys("metrics", "started_at", "completed_at");
        assertThat(reply.textAt("output.0")).startsWith("data:image/png;base64,");

        Answer later = http.get("/predictions/" + reply.at("id"));
        Answer file = http.get(later.textAt("output.0"));
        assertThat(file.header("content-type")).isEqualTo("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(file.bytes())).getWidth())
                .isEqualTo(128);
    }

    @Test
    void streamHasAllPiecesAndResumes() {
        Answer created = http.post("/models/acme/storyteller/predictions", "{\"input\":{\"prompt\":\"x\"}}");

        Answer stream = http.get(created.textAt("urls.stream"), "Accept", "text/event-stream");

        assertThat(stream.header("content-type")).startsWith("text/event-stream");
        assertThat(stream.text()).startsWith(": hi\n\nevent: output\nid: ").endsWith("data: {}\n\n");
        String secondId = stream.text().split("id: ")[2].split("\n")[0];
        Answer rest = http.get(created.textAt("urls.stream"), "Last-Event-ID", secondId);
        assertThat(rest.text()).hasSizeLessThan(stream.text().length()).doesNotContain(secondId + "\n");
    }

    @Test
    void invalidInputNamesTheFields() {
        Answer reply = http.post(
                "/models/acme/painter/predictions",
                "{\"input\":{\"num_outputs\":9,\"aspect_ratio\":\"2:1\",\"image\":\"cat.png\",\"guidance\":\"x\"}}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("title")).isEqualTo("Input validation failed");
        assertThat(reply.textAt("detail"))
                .contains("- input: prompt is required\n")
                .contains("- input.num_outputs: Must be less than or equal to 4\n")
                .contains("- input.image: Does not match format 'uri'\n");
    }

    @Test
    void communityModelsRunByVersionOnly() {
        String version = http.get("/models/acme/captioner").textAt("latest_version.id");
        String input = "\"input\":{\"image\":\"https://example.com/a.png\"}";

        assertThat(http.post("/models/acme/captioner/predictions", "{" + input + "}")
                        .status())
                .isEqualTo(404);
        assertThat(http.post("/predictions", "{\"version\":\"acme/captioner\"," + input + "}")
                        .status())
                .isEqualTo(422);
        for (String reference : new String[] {version, "acme/captioner:" + version}) {
            assertThat(http.post("/predictions", "{\"version\":\"" + reference + "\"," + input + "}")
                            .status())
                    .isEqualTo(201);
        }
        assertThat(http.post("/predictions", "{\"version\":\"acme/storyteller\",\"input\":{\"prompt\":\"x\"}}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void requestsWithoutATokenAreRefused() {
        Answer reply = http.get("/models/acme/painter", "Authorization", "");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json())
                .isEqualTo(Map.of(
                        "title", "Unauthenticated",
                        "detail", "You did not pass a valid authentication token",
                        "status", 401L));
    }
}
