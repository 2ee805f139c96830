package com.acme.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.studio.models.FluxSchnell;
import com.acme.studio.models.Llama3;
import dev.replicate4j.spring.boot.test.AutoConfigureReplicate;
import dev.replicate4j.testkit.ReplicateServer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The application by HTTP, as a browser uses it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureReplicate
@ActiveProfiles("live") // without the demo; the server of the test stands in for Replicate
@Timeout(60)
class StudioTest {

    private final HttpClient browser = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void textArrivesInPiecesBeforeTheRunEnds(ReplicateServer server) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        server.onStream(Llama3.MODEL, (input, run) -> {
            run.emit("Once");
            read.await(); // the rest is written when the first piece has been read
            run.emit(" upon a time");
        });

        try (BufferedReader events = post("/stories", "a fox")) {
            assertThat(next(events, "created")).contains("\"model\":\"meta/meta-llama-3-8b-instruct\"");
            assertThat(next(events, "piece")).isEqualTo("{\"text\":\"Once\"}");
            read.countDown();
            assertThat(next(events, "piece")).isEqualTo("{\"text\":\" upon a time\"}"); // with its leading space
            assertThat(next(events, "done"))
                    .contains("\"status\":\"succeeded\"")
                    .doesNotContain("null");
        }
        assertThat(server.requests().predictions(Llama3.MODEL).single().input("prompt"))
                .isEqualTo("a fox");
    }

    @Test
    void closedBrowserCancelsTheRun(ReplicateServer server) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.onStream(Llama3.MODEL, (input, run) -> {
            run.emit("Once");
            end.await();
        });

        try (BufferedReader events = post("/stories", "a fox")) {
            next(events, "piece");
        }

        server.requests().cancellations().await(1);
        end.countDown();
    }

    @Test
    void browserThatClosesBeforeTheFirstPieceCancelsTheRunToo(ReplicateServer server) throws Exception {
        server.when(Llama3.MODEL).thenHang();

        try (BufferedReader events = post("/stories", "a fox")) {
            next(events, "created");
        }

        server.requests().cancellations().await(1);
    }

    @Test
    void pictureIsServedWithItsProgress(ReplicateServer server) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        byte[] png = DemoArtist.picture("a fox");
        server.onStream(FluxSchnell.MODEL, (input, run) -> {
            run.log(" 50%|####      | 2/4 [00:01<00:01]");
            seen.await(); // goes on when the progress has been read
            run.emit(server.file("fox.png", png));
        });

        String url;
        try (BufferedReader events = post("/pictures", "a fox")) {
            String working = next(events, "working");
            while (!working.contains("\"percent\":50")) {
                working = next(events, "working");
            }
            seen.countDown();
            url = next(events, "picture").replaceAll(".*\"url\":\"([^\"]+)\".*", "$1");
            next(events, "done");
        }

        HttpResponse<byte[]> picture =
                browser.send(HttpRequest.newBuilder(uri("/" + url)).build(), BodyHandlers.ofByteArray());
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(picture.body()).isEqualTo(png);
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.body()))).isNotNull();
    }

    @Test
    void failedRunIsTold(ReplicateServer server) throws Exception {
        server.when(Llama3.MODEL).thenFail("CUDA out of memory (E1001)");

        try (BufferedReader events = post("/stories", "a fox")) {
            assertThat(next(events, "failed")).contains("CUDA out of memory (E1001)");
        }
    }

    @Test
    void badPromptCostsNothing(ReplicateServer server) throws Exception {
        for (String prompt : List.of("", "  ", "x".repeat(501))) {
            HttpResponse<InputStream> response = send("/stories", prompt);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).asString(StandardCharsets.UTF_8).contains("A prompt has 1 to 500 characters.");
        }
        server.requests().predictions().assertNone();
    }

    @Test
    void pageNeedsNothingFromElsewhere() throws Exception {
        for (String file : List.of("/", "/studio.js", "/studio.css")) {
            HttpResponse<String> response =
                    browser.send(HttpRequest.newBuilder(uri(file)).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).doesNotContain("http://", "https://");
        }
    }

    @Test
    void onlyPicturesOfThisApplicationAreServed() throws Exception {
        HttpResponse<String> response = browser.send(
                HttpRequest.newBuilder(uri("/pictures/" + "a".repeat(26))).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
    }

    private BufferedReader post(String path, String prompt) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(path, prompt);
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<InputStream> send(String path, String prompt) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\":\"" + prompt + "\"}"))
                .build();
        return browser.send(request, BodyHandlers.ofInputStream());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Reads on to the next event of a name, and returns its data. */
    private static String next(BufferedReader events, String name) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.equals("event:" + name)) {
                return events.readLine().substring("data:".length());
            }
        }
        throw new AssertionError("The response ended before an event " + name + ".");
    }
}
