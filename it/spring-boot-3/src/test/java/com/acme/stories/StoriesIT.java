package com.acme.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.Replicate;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The application as it runs: processed ahead of time, over HTTP, with actuator and tracing. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class StoriesIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static ReplicateServer server;
    private static ConfigurableApplicationContext application;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        server = ReplicateServer.builder().pins(Path.of("src/main/replicate")).start();
        SpringApplication stories = new SpringApplication(Stories.class);
        stories.setMainApplicationClass(Stories.class); // as if it had been started by its main
        application = stories.run(
                "--server.port=0",
                "--replicate.base-url=" + server.baseUrl(),
                "--replicate.api-token=r8_test",
                "--replicate.sync-window=0s",
                "--logging.level.dev.replicate4j=DEBUG");
    }

    @AfterAll
    static void stop() {
        application.close();
        server.close();
    }

    @BeforeEach
    void reset() {
        server.reset();
        server.on("acme/storyteller", input -> "Once upon a time: " + input.text("prompt"));
    }

    private URI url(String path) {
        return URI.create("http://localhost:"
                + application.getEnvironment().getProperty("local.server.port") + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url(path))
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Test
    void storyIsToldWithTheTraceOfTheBrowser() throws Exception {
        assertThat(AotDetector.useGeneratedArtifacts()).isTrue();

        assertThat(get("/story?about=llamas").body()).contains("Once upon a time: llamas");

        assertThat(server.requests().list())
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(request -> request.header("traceparent").orElse("none"))
                .allMatch(trace -> trace.startsWith("00-" + TRACE));
    }

    @Test
    void logsGoWhereTheApplicationsLogsGo(CapturedOutput output) throws Exception {
        get("/story?about=logs");

        assertThat(output).containsPattern("DEBUG .* dev\\.replicate4j\\.http .*predictions\\.create, attempt 1\\): sent");
    }

    @Test
    void healthIsAskedForOnce() throws Exception {
        assertThat(get("/actuator/health").body()).contains("\"replicate\":{").contains("\"account\":");
        assertThat(get("/actuator/health").body()).contains("\"replicate\":{");

        assertThat(server.requests().to("GET", "/v1/account").size()).isLessThanOrEqualTo(1);
    }

    @Test
    void runsAndPredictTimeAreMeasured() throws Exception {
        get("/story?about=metrics");

        assertThat(get("/actuator/metrics/replicate.run?tag=gen_ai.request.model:acme/storyteller")
                        .body())
                .contains("\"COUNT\"");
        assertThat(get("/actuator/metrics/replicate.predict.time?tag=replicate.status:succeeded")
                        .body())
                .contains("\"COUNT\"");
    }

    @Test
    void webhookBringsTheStoryOnce() throws Exception {
        server.inject(Fault.duplicateWebhook());

        begin("dragons");
        begin("elves");

        Bookshelf shelf = application.getBean(Bookshelf.class);
        assertThat(List.of(shelf.next(), shelf.next()))
                .containsExactlyInAnyOrder("Once upon a time: dragons", "Once upon a time: elves");
    }

    private void begin(String about) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url("/story?about=" + about + "&webhook=" + url("/replicate/webhook")))
                .POST(BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(60))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void interfaceOfTheUserIsAProxyThatANativeImageHas() throws Exception {
        assertThat(application.getBean(Replicate.class).use(Poet.class).call("a poem"))
                .isEqualTo("Once upon a time: a poem");

        String hints = new String(Stories.class
                .getResourceAsStream(HINTS)
                .readAllBytes());
        assertThat(hints).contains("com.acme.stories.Poet");
    }

    private static final String HINTS = "/META-INF/native-image/com.acme/spring-boot-3-stories/proxy-config.json";
}
