package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.models.Painter;
import com.acme.models.Storyteller;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.testkit.Http.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlersTest {

    private final ReplicateServer server =
            ReplicateServer.builder().pins(Path.of("src/test/resources/pins")).start();
    private final Replicate replicate = server.client();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void handlerAnswersTypedCalls() {
        server.on(Storyteller.MODEL, input -> input.text("prompt").toUpperCase() + input.integer("max_tokens"));

        assertThat(replicate.use(Storyteller.MODEL).call(Storyteller.with("hi").maxTokens(7)))
                .isEqualTo("HI7");
        assertThat(server.requests().predictions(Storyteller.MODEL).single().input("prompt"))
                .isEqualTo("hi");
    }

    @Test
    void handlerReturnsFilesOfAnyKind(@TempDir Path folder) throws Exception {
        Path onDisk = Files.writeString(folder.resolve("note.txt"), "from disk");
        server.on(
                "acme/painter",
                input ->
                        List.of(server.file("a.jpg"), server.file("b.bin", new byte[] {1, 2}), onDisk, new byte[] {3}));

        List<URLPath> files = replicate.use(Painter.MODEL).call(Painter.with("x"));

        assertThat(Files.readAllBytes(files.get(0))).startsWith(0xff, 0xd8);
        assertThat(Files.readAllBytes(files.get(1))).containsExactly(1, 2);
        assertThat(Files.readString(files.get(2))).isEqualTo("from disk");
        assertThat(Files.readAllBytes(files.get(3))).containsExactly(3);
    }

    @Test
    void handlerReadsFilesThatWereSent(@TempDir Path folder) throws Exception {
        Path small = Files.write(folder.resolve("small.png"), new byte[] {1, 2, 3});
        Path large = Files.write(folder.resolve("large.png"), new byte[3_000_000]);
        server.on("acme/painter", input -> List.of(String.valueOf(input.file("image").length)));
        server.on(Storyteller.MODEL, input -> "length " + input.file("prompt").length);

        for (Path image : List.of(small, large)) {
            replicate.use(Painter.MODEL).create(Painter.with("x").image(image)).reload();
        }
        assertThat(server.requests().predictions(Painter.MODEL).list()).hasSize(2);
        assertThat(server.requests().uploads().size()).isPositive();
        assertThat(replicate
                        .use(Storyteller.MODEL)
                        .call(Storyteller.with(server.file("x.txt", new byte[5]).url())))
                .isEqualTo("length 5");
    }

    @Test
    void whatAHandlerThrowsFailsThePrediction() {
        server.on(Storyteller.MODEL, input -> {
            throw new IllegalStateException("CUDA out of memory (E1001)");
        });

        assertThatThrownBy(() -> replicate.use(Storyteller.MODEL).call(Storyteller.with("x")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("CUDA out of memory (E1001)");
    }

    @Test
    void wrongInputNameFailsThePredictionWithWhatWasSent() {
        server.on(Storyteller.MODEL, input -> input.text("promt"));

        assertThatThrownBy(() -> replicate.use(Storyteller.MODEL).call(Storyteller.with("x")))
                .hasMessageContaining("The input promt must be a text, but is not there. Sent were [prompt].");
    }

    @Test
    void liveHandlerStreamsWhileItRuns() {
        CountDownLatch firstSeen = new CountDownLatch(1);
        server.onStream(Storyteller.MODEL, (input, run) -> {
            run.emit("first");
            firstSeen.await();
            run.log("half way");
            run.metric("tokens", 2L);
            run.emit(" second");
        });

        try (OutputIterator<String> pieces = replicate.use(Storyteller.MODEL).stream(Storyteller.with("x"))) {
            var iterator = pieces.iterator();
            assertThat(iterator.next()).isEqualTo("first");
            firstSeen.countDown();
            assertThat(iterator.next()).isEqualTo(" second");
            assertThat(iterator.hasNext()).isFalse();
        }
    }

    @Test
    void liveHandlerLearnsThatItsPredictionWasCanceled() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch canceled = new CountDownLatch(1);
        CountDownLatch noticed = new CountDownLatch(1);
        server.onStream("acme/storyteller", (input, run) -> {
            started.countDown();
            canceled.await();
            run.emit("too late");
            if (run.hasEnded()) {
                noticed.countDown();
            }
        });
        Answer created = http.post("/models/acme/storyteller/predictions", "{\"input\":{\"prompt\":\"x\"}}");
        started.await();

        http.post(created.textAt("urls.cancel"), null);
        canceled.countDown();

        assertThat(noticed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(http.get(created.textAt("urls.get")).json())
                .containsEntry("status", "canceled")
                .containsEntry("output", null);
    }

    @Test
    void stubsAnswerByInputAndInTurn() {
        server.when(Storyteller.MODEL).thenFail("busy").thenReturn("second").thenStream("th", "ird");
        server.when(Storyteller.MODEL)
                .with("prompt", "special")
                .logging("loading")
                .thenReturn("special answer");
        var model = replicate.use(Storyteller.MODEL);

        assertThatThrownBy(() -> model.call(Storyteller.with("a"))).hasMessageContaining("busy");
        assertThat(model.call(Storyteller.with("a"))).isEqualTo("second");
        assertThat(model.call(Storyteller.with("special"))).isEqualTo("special answer");
        assertThat(model.call(Storyteller.with("a"))).isEqualTo("third");
        assertThat(model.call(Storyteller.with("a"))).isEqualTo("third");
    }

    @Test
    void recordsAreWrittenByTheNamesOfTheSchema() {
        record Box(String label, double x) {}
        record Found(long count, List<Box> boxes, Map<String, Integer> moreFacts) {}
        String version = http.get("/models/acme/detector").textAt("latest_version.id");
        server.on("acme/detector", input -> new Found(1, List.of(new Box("cat", 0.5)), Map.of("a", 1)));

        Answer created = http.post(
                "/predictions",
                "{\"version\":\"" + version + "\",\"input\":{\"image\":\"https://example.com/a.png\"}}",
                "Prefer",
                "wait");

        assertThat(created.text())
                .contains(
                        "\"output\":{\"count\":1,\"boxes\":[{\"label\":\"cat\",\"x\":0.5}],\"more_facts\":{\"a\":1}}");
    }

    @Test
    void answersWithoutHandlerFitTheSchemaAndAreTheSameEachTime() {
        String version = http.get("/models/acme/detector").textAt("latest_version.id");
        String body = "{\"version\":\"" + version + "\",\"input\":{\"image\":\"https://example.com/a.png\"}}";

        Answer one = http.post("/predictions", body, "Prefer", "wait");
        Answer two = http.post("/predictions", body, "Prefer", "wait");

        assertThat((Long) one.at("output.count")).isBetween(0L, 9L);
        assertThat((Double) one.at("output.score")).isBetween(0.0, 1.0);
        assertThat(one.textAt("output.boxes.0.label")).isNotEmpty();
        assertThat(one.textAt("output.overlay")).startsWith("data:image/png;base64,");
        assertThat(two.at("output")).isEqualTo(one.at("output"));
    }

    @Test
    void soundModelsAnswerWithSounds() throws Exception {
        String version = http.get("/models/acme/singer").textAt("latest_version.id");
        Answer created = http.post("/predictions", "{\"version\":\"" + version + "\",\"input\":{\"text\":\"la la\"}}");

        Answer sound = http.get(http.get(created.textAt("urls.get")).textAt("output"));

        assertThat(sound.header("content-type")).isEqualTo("audio/wav");
        var stream =
                javax.sound.sampled.AudioSystem.getAudioInputStream(new java.io.ByteArrayInputStream(sound.bytes()));
        assertThat(stream.getFrameLength()).isEqualTo(4000);
    }

    @Test
    void handlersMayReturnNothingThatIsNoJson() {
        server.on("acme/painter", input -> new Object());

        assertThatThrownBy(() -> replicate.use(Painter.MODEL).call(Painter.with("x")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("a handler returned a java.lang.Object");
    }
}
