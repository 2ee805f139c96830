package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FilesTest {

    private static final String MULTIPART = "multipart/form-data; boundary=XX";

    private final TestClock clock = TestClock.create();
    private final ReplicateServer server =
            ReplicateServer.builder().clock(clock).maxUpload(2_000_000).start();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fileIsDescribedAsReplicateDescribesIt() {
        Answer created = upload(
                part("name=\"content\"; filename=\"a \\\"b\\\".txt\"\r\nContent-Type: text/plain", "x\r\n--X\r\ny")
                        + part("name=\"metadata\"\r\nContent-Type: application/json", "{\"k\":[1]}"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().keySet())
                .containsExactly(
                        "id",
                        "name",
                        "content_type",
                        "size",
                        "etag",
                        "checksums",
                        "metadata",
                        "created_at",
                        "expires_at",
                        "urls");
        assertThat(created.json()).containsEntry("name", "a \"b\".txt").containsEntry("content_type", "text/plain");
        assertThat(created.at("size")).isEqualTo(9L);
        assertThat(created.at("metadata.k.0")).isEqualTo(1L);
        assertThat(new String(Base64.getDecoder().decode(created.textAt("id")), StandardCharsets.UTF_8))
                .hasSize(36);
        assertThat(http.get(created.textAt("urls.get")).json()).isEqualTo(created.json());
        assertThat(created.text()).doesNotEndWith("\n");
    }

    @Test
    void attributesOfThePartAndFieldsOfTheFormNameTheFileToo() {
        assertThat(upload(part("name=\"content\"; type=image/webp; filename=x", ""))
                        .json())
                .containsEntry("content_type", "image/webp")
                .containsEntry("name", "x")
                .containsEntry("size", 0L);
        assertThat(upload(part("name=\"content\"", "1") + part("name=\"filename\"", "n") + part("name=\"type\"", "a/b"))
                        .json())
                .containsEntry("content_type", "a/b")
                .containsEntry("name", "n");
    }

    @Test
    void formsThatCannotBeReadAreRefused() {
        assertThat(upload(part("name=\"other\"", "x")).textAt("detail")).isEqualTo("Missing content");
        assertThat(http.post("/files", "{}").status()).isEqualTo(400);
        assertThat(http.post("/files", "--XX\r\n\r\nends", "Content-Type", MULTIPART)
                        .textAt("detail"))
                .contains("ends before its last boundary");
        assertThat(upload(part("name=\"content\"", "x") + part("name=\"metadata\"", "{"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void filesAboveTheLimitAreRefused() {
        Answer refused = upload(part("name=\"content\"", "x".repeat(2_000_001)));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json()).containsOnlyKeys("detail");
        assertThat(upload(part("name=\"content\"", "x".repeat(2_000_000))).at("size"))
                .isEqualTo(2_000_000L);
    }

    @Test
    void filesGoAfterADayOrWhenDeleted() {
        String first = upload(part("name=\"content\"", "1")).textAt("id");
        String second = upload(part("name=\"content\"", "2")).textAt("id");

        assertThat(http.delete("/files/" + first).status()).isEqualTo(204);
        assertThat(http.get("/files/" + first).textAt("detail")).isEqualTo("File not found");
        assertThat(http.get("/files").at("results.0.id")).isEqualTo(second);
        clock.advance(Duration.ofDays(1));
        assertThat(http.get("/files/" + second).status()).isEqualTo(404);
        assertThat(http.get("/files").textAt("results")).isEqualTo("[]");
    }

    @Test
    void signedUrlsDownloadWithoutATokenWhileTheyLast() {
        String id = upload(part("name=\"content\"", "0123456789")).textAt("id");
        String url = server.signedDownloadUrl(id, Duration.ofMinutes(5));

        Answer whole = http.get(url, "Authorization", "");
        assertThat(whole.text()).isEqualTo("0123456789");
        assertThat(whole.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(http.get(url + "x").status()).isEqualTo(404);
        assertThat(http.get("/files/" + id + "/download").status()).isEqualTo(404);
        clock.advance(Duration.ofMinutes(5));
        assertThat(http.get(url).status()).isEqualTo(404);
    }

    @Test
    void partsOfFilesCanBeAskedFor() {
        String url = server.file("x.bin", "0123456789".getBytes(StandardCharsets.UTF_8))
                .url();

        Answer part = http.get(url, "Range", "bytes=3-5");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("345");
        assertThat(part.header("content-range")).isEqualTo("bytes 3-5/10");
        assertThat(http.get(url, "Range", "bytes=8-").text()).isEqualTo("89");
        assertThat(http.get(url, "Range", "bytes=10-").status()).isEqualTo(416);
        assertThat(http.get(url, "Range", "lines=1-2").status()).isEqualTo(200);
    }

    @Test
    void largeFilesTakeNoMemoryAndHeadSaysTheirSize() {
        String url = server.fileOfSize("big.bin", 5_000_000_000L).url();

        assertThat(http.send(http.request("HEAD", url, null)).header("content-length"))
                .isEqualTo("5000000000");
        assertThat(http.get(url, "Range", "bytes=4999999999-").bytes()).hasSize(1);
    }

    @Test
    void filesFromDiskAreServed() {
        String url = server.file(Path.of("pom.xml")).url();

        assertThat(url).endsWith("/pom.xml");
        assertThat(http.get(url).text()).contains("replicate-testkit");
    }

    private Answer upload(String parts) {
        return http.post("/files", parts + "--XX--\r\n", "Content-Type", MULTIPART);
    }

    private static String part(String disposition, String content) {
        return "--XX\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }
}
