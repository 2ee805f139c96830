package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.models.Blip2;
import com.acme.models.FluxDev;
import com.acme.models.FluxSchnell;
import com.acme.models.GroundingDino;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.testkit.RecordedRequest;
import dev.replicate4j.testkit.ReplicateServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The quickstart's program, and what its calls send. */
class QuickstartIT {

    private static final Path QUICKSTART = Snippets.ROOT.resolve("it/quickstart");

    private ReplicateServer server;
    private Replicate client;

    @BeforeEach
    void start() {
        server = ReplicateServer.builder()
                .pins(QUICKSTART.resolve("src/main/replicate"))
                .blockingRepliesInlineFiles(false)
                .start();
        client = server.client();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void programStreamsTextSavesAnImageAndReadsAnObject() throws Exception {
        String printed = run("com.acme.quickstart.Quickstart");
        Path saved = Path.of(printed.lines()
                .filter(line -> line.startsWith("Saved "))
                .findFirst()
                .orElseThrow()
                .substring("Saved ".length()));
        BufferedImage image = ImageIO.read(saved.toFile());
        assertThat(image).as("an image that opens: " + saved).isNotNull();
        assertThat(printed)
                .contains("Tell me about cats in hats")
                .contains("It wears: ")
                .contains("Found: ");
    }

    @Test
    void noThreadOutlivesTheProgram() throws Exception {
        assertThat(run(ThreadGroupLauncher.class.getName(), "com.acme.quickstart.Quickstart"))
                .endsWith("Still alive: []\n");
    }

    /** Runs a main class in the quickstart's folder, and returns what it printed. */
    private static String run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("quickstart", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(QUICKSTART.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended in time").isTrue();
        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    @Test
    void callThatEndsInTheSyncWindowIsOnePost() {
        List<URLPath> images = client.use(FluxDev.MODEL).call(FluxDev.with("a cat"));

        assertThat(images).hasSize(1);
        assertThat(server.requests().list())
                .extracting(RecordedRequest::method, RecordedRequest::path)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "POST", "/v1/models/black-forest-labs/flux-dev/predictions"));
    }

    @Test
    void imageGoesIntoTheNextModelByItsUrl() {
        URLPath image = client.use(FluxDev.MODEL).call(FluxDev.with("a cat")).get(0);
        client.use(Blip2.MODEL).call(Blip2.with(image));

        assertThat(server.requests().downloads().list()).isEmpty();
        assertThat(server.requests().predictions(Blip2.MODEL).list().get(0).input("image"))
                .isEqualTo(image.url());
    }

    @Test
    void tokenGoesToTheApiAndToNobodyElse() throws IOException {
        URLPath image = client.use(FluxDev.MODEL).call(FluxDev.with("a cat")).get(0);
        Files.readAllBytes(image);

        assertThat(server.requests().downloads().list())
                .hasSize(1)
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEmpty());
        assertThat(server.requests().matching(RecordedRequest::isApi).list())
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isPresent());
    }

    @Test
    void argumentsOfThePomArePositional() {
        client.use(FluxSchnell.MODEL).call(FluxSchnell.with("a cat", 42));

        assertThat(server.requests()
                        .predictions(FluxSchnell.MODEL)
                        .list()
                        .get(0)
                        .input())
                .containsEntry("prompt", "a cat")
                .containsEntry("seed", 42L);
    }

    @Test
    void objectOutputHasTypedFields() {
        GroundingDino.Output found = client.use(GroundingDino.MODEL)
                .call(GroundingDino.with(URLPath.of("https://example.com/cat.png"))
                        .query("cat"));

        assertThat(found.detections()).isNotNull();
        assertThat(found.resultImage()).isNotNull();
    }
}
