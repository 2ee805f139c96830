package dev.replicate4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.http.Reply;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.FakeScheduler;
import dev.replicate4j.internal.http.Loopback;
import dev.replicate4j.internal.http.Transport;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ResourcesTest {

    private final Loopback server = new Loopback();
    private final FakeScheduler time = new FakeScheduler();
    private final Transport timeless = time.transport(server.baseUrl(), RetryPolicy.standard());
    private final Replicate api =
            Replicate.builder().baseUrl(server.baseUrl()).apiToken("r8_test").build();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        api.close();
        timeless.close();
        server.close();
    }

    @Test
    void theRawReplyOfEveryCallCanBeSeen() {
        List<Reply> replies = new ArrayList<>();
        server.then(200, "{\"owner\":\"acme\",\"name\":\"lamp\"}", "RateLimit-Remaining", "2999");

        api.models()
                .with(options ->
                        options.onReply(replies::add).header("X-Trace", "7").requestTimeout(Duration.ofSeconds(5)))
                .get("acme/lamp");

        assertThat(replies).singleElement().satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("ratelimit-remaining")).contains("2999");
            assertThat(reply.text()).contains("lamp");
            assertThat(reply.object()).containsEntry("owner", "acme");
            assertThat(reply.toString()).doesNotContain("lamp\"");
        });
        assertThat(server.last().header("X-Trace")).isEqualTo("7");
    }

    @Test
    void aVersionThatWillBeDeletedCountsAsDeleted() {
        server.then(202, "");

        api.models().versions("acme/lamp").delete("0123abcd");

        assertThat(server.last().method()).isEqualTo("DELETE");
        assertThat(server.last().path()).isEqualTo("/v1/models/acme/lamp/versions/0123abcd");
    }

    @Test
    void searchingModelsSendsTheTextItself() {
        server.then(200, "{\"results\":[],\"next\":null}");

        api.models().search("a \"lamp\" é");

        assertThat(server.last().method()).isEqualTo("QUERY");
        assertThat(server.last().header("Content-Type")).startsWith("text/plain");
        assertThat(server.last().body()).isEqualTo("a \"lamp\" é");
    }

    @Test
    void theNextPageOfASearchIsASearchToo() {
        server.then(200, "{\"results\":[],\"next\":\"" + server.baseUrl() + "/models?cursor=x\"}")
                .then(200, "{\"results\":[{\"name\":\"lamp\"}],\"next\":null}");

        List<Model> found = api.models().search("lamp").stream().toList();

        assertThat(found).extracting(Model::name).containsExactly("lamp");
        assertThat(server.last().method()).isEqualTo("QUERY");
        assertThat(server.last().query()).isEqualTo("cursor=x");
        assertThat(server.last().body()).isEqualTo("lamp");
    }

    @Test
    void waitingAsksUntilTheEnd() {
        server.then(200, "{\"id\":\"p\",\"status\":\"starting\"}")
                .then(200, "{\"id\":\"p\",\"status\":\"new word\"}")
                .then(200, "{\"id\":\"p\",\"status\":\"failed\",\"error\":\"boom\"}");

        Prediction ended = new Predictions(Endpoint.direct(timeless)).await("p");

        assertThat(ended.error()).contains("boom");
        assertThat(server.asked()).hasSize(3);
        assertThat(time.waits()).containsExactly(Duration.ofMillis(250), Duration.ofMillis(250));
    }

    @Test
    void givingUpWaitingEndsTheQuestions() {
        time.hold();
        server.then(200, "{\"id\":\"t\",\"status\":\"processing\"}");
        var waiting = new Trainings(Endpoint.direct(timeless)).awaitAsync("t");
        time.awaitWaits(1);

        waiting.cancel(true);
        time.pass();

        assertThat(waiting).isCancelled();
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void waitingFailsWhenAskingFails() {
        server.then(404, "{\"detail\":\"no such training\"}");

        assertThatThrownBy(() -> api.trainings().await("t"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no such training");
    }

    @Test
    void anUploadCarriesNameTypeAndMetadata() throws Exception {
        Path file = Files.writeString(folder.resolve("lämp \"1\".txt"), "light");
        server.then(201, "{\"id\":\"f\",\"urls\":{\"get\":\"https://api.replicate.com/v1/files/f\"}}");

        UploadedFile uploaded =
                api.uploadedFiles().create(FileUpload.of(file).metadata(Map.of("order", List.of(1, 2))));

        assertThat(uploaded.url()).hasToString("https://api.replicate.com/v1/files/f");
        assertThat(server.last().header("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(server.last().header("Content-Length")).isNotEmpty();
        assertThat(server.last().body())
                .contains("name=\"content\"", "lämp", "Content-Type: text/plain", "light")
                .contains("name=\"metadata\"", "Content-Type: application/json", "{\"order\":[1,2]}");
    }

    @Test
    void anUploadIsReadAnewWhenItIsSentAgain() {
        server.then(429, "{}", "Retry-After", "0").then(201, "{\"id\":\"f\"}");
        int[] opened = {0};

        api.uploadedFiles().create(FileUpload.of("a.bin", 3, () -> {
            opened[0]++;
            return new ByteArrayInputStream(new byte[] {'a', 'b', 'c'});
        }));

        assertThat(opened[0]).isEqualTo(2);
        assertThat(server.asked()).allSatisfy(asked -> assertThat(asked.body()).contains("\r\n\r\nabc\r\n"));
    }

    @Test
    void whatCannotBeUploadedIsRefusedBeforeAnyRequest() {
        assertThatThrownBy(() -> FileUpload.of(folder)).hasMessageContaining("not a readable file");
        assertThatThrownBy(() -> FileUpload.of(folder.resolve("none"))).hasMessageContaining("not there");
        assertThatThrownBy(() -> FileUpload.of("big", FileUpload.MAX_SIZE + 1, () -> null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("104857600")
                .hasMessageContaining("big");
        assertThatThrownBy(() -> FileUpload.of("a\r\nb", new byte[0])).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> FileUpload.of("é".repeat(128), new byte[0])).hasMessageContaining("256");
        assertThatThrownBy(() -> FileUpload.of("a", new byte[0]).contentType("text"))
                .hasMessageContaining("image/png");
    }

    @Test
    void aDownloadNeedsNoTokenButASignature() throws Exception {
        FileSignature signature = FileSignature.sign("f", "acme", Instant.ofEpochSecond(1700000000), "key");
        server.then(200, "content").then(404, "{\"detail\":\"File not found\"}");
        Path target = folder.resolve("f.txt");

        api.uploadedFiles().download("f", signature, target);

        assertThat(target).hasContent("content");
        assertThat(folder).isDirectoryContaining("glob:**f.txt").isDirectoryNotContaining("glob:**.part");
        // openssl: printf 'acme f 1700000000' | openssl dgst -sha256 -hmac key -binary | base64
        assertThat(signature.signature()).isEqualTo("rjTZpPUCbdRptLtGybuPfQaKOu3oosoppZwgT2Y83Fc=");
        assertThat(api.uploadedFiles().downloadUrl("f", signature).getRawQuery())
                .startsWith("owner=acme&expiry=1700000000&signature=")
                .doesNotContain("+", "/");
        assertThat(signature.toString()).doesNotContain(signature.signature());
        assertThatThrownBy(() -> api.uploadedFiles().download("f", signature, target))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("File not found");
        assertThat(target).hasContent("content");
    }

    @Test
    void hardwareIsAPlainList() {
        server.then(200, "[{\"name\":\"CPU\",\"sku\":\"cpu\"},{\"name\":\"New\",\"sku\":\"gpu-z\"}]");

        assertThat(api.hardwareCatalog().list()).extracting(Hardware::sku).containsExactly("cpu", "gpu-z");
    }

    @Test
    void deploymentsKnowTheirBounds() {
        DeploymentUpdate update = DeploymentUpdate.empty();

        assertThatThrownBy(() -> update.minInstances(6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("minInstances must be 0 to 5, but is 6.");
        assertThatThrownBy(() -> update.maxInstances(21)).hasMessageContaining("0 to 20");
        assertThat(DeploymentRequest.of("hall", "acme/lamp", "5c7d", "cpu").body())
                .containsEntry("min_instances", 0)
                .containsEntry("max_instances", 1);
    }

    @Test
    void aDeploymentNamesModelAndVersionInOneTextOrTwo() {
        assertThat(DeploymentRequest.of("hall", "acme/lamp:5c7d", "cpu").body())
                .containsEntry("model", "acme/lamp")
                .containsEntry("version", "5c7d");
        assertThatThrownBy(() -> DeploymentRequest.of("hall", "acme/lamp", "cpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("owner/name:id, but found \"acme/lamp\"");
        assertThatThrownBy(() -> DeploymentRequest.of("hall", "acme/lamp:5c7d", "5c7d", "cpu"))
                .hasMessageContaining("A version is given apart");
    }

    @Test
    void whatIsNotSetIsNotSent() {
        server.then(200, "{}");

        api.models().update("acme/lamp", ModelUpdate.empty().description("").set("readme", null));

        assertThat(server.last().body()).isEqualTo("{\"description\":\"\",\"readme\":null}");
    }

    @Test
    void theLimitsOfARequestAreChecked() {
        PredictionRequest request = PredictionRequest.model("acme/lamp");

        assertThatThrownBy(() -> request.preferWait(Duration.ZERO)).hasMessageContaining("60 seconds, but is 0.0");
        assertThatThrownBy(() -> request.preferWait(Duration.ofSeconds(61))).hasMessageContaining("but is 61.0");
        assertThatThrownBy(() -> request.cancelAfter(Duration.ofSeconds(4))).hasMessageContaining("5 to 86400");
        assertThatThrownBy(() -> api.search().find("x", 51)).hasMessageContaining("1 to 50, but is 51");
    }
}
