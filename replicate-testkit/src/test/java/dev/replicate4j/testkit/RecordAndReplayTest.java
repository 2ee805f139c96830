package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.acme.models.Painter;
import com.acme.models.Storyteller;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.Replicate;
import dev.replicate4j.Run;
import dev.replicate4j.URLPath;
import dev.replicate4j.testkit.Http.Answer;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Traffic is recorded from one server and replayed when that is gone. */
@Timeout(120)
class RecordAndReplayTest {

    private static final String TOKEN = "r8_a-token-that-must-not-be-recorded";
    private static final Path PINS = Path.of("src/test/resources/pins");

    @TempDir
    private Path folder;

    private final ReplicateServer upstream = ReplicateServer.builder()
            .pins(PINS)
            .acceptOnly(TOKEN)
            .blockingRepliesInlineFiles(false)
            .start();

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void callsStreamsFilesFailuresAndCancellationsAreReplayed() throws Exception {
        upstream.when(Storyteller.MODEL).with("prompt", "fail").thenFail("CUDA out of memory (E1001)");
        upstream.when(Storyteller.MODEL).with("prompt", "hang").thenHang("some ");
        byte[] big = new byte[200_000];
        big[150_000] = 7;
        upstream.when(Painter.MODEL).with("prompt", "big").thenReturn(List.of(upstream.file("big.bin", big)));

        List<String> recorded;
        try (ReplicateServer server = recording()) {
            recorded = everything(server.client());
        }
        upstream.close();

        try (ReplicateServer server = ReplicateServer.replaying(file())) {
            assertThat(everything(server.client())).isEqualTo(recorded);
            server.requests().assertTokenKeptToApi();
            server.requests().downloads().assertCount(2);
            server.requests().streams().assertCount(1);
        }
        assertThat(recorded).hasSize(8).anyMatch(text -> text.contains("E1001"));
    }

    /** One of each, as texts that can be compared. */
    private static List<String> everything(Replicate replicate) throws Exception {
        List<String> results = new ArrayList<>();
        var stories = replicate.use(Storyteller.MODEL);
        var pictures = replicate.use(Painter.MODEL);
        results.add(stories.call(Storyteller.with("a llama")));
        results.add(stories.call(Storyteller.with("a llama")));
        results.add(caught(() -> stories.call(Storyteller.with("fail"))));
        try (OutputIterator<String> words = stories.stream(Storyteller.with("words"))) {
            results.add(String.join("|", words.toList()));
        }
        List<URLPath> painted = pictures.call(Painter.with("a cat"));
        results.add(ServerJson.text(Files.size(painted.get(0))));
        URLPath big = pictures.call(Painter.with("big")).get(0);
        results.add(Arrays.hashCode(Files.readAllBytes(big)) + " " + Files.size(big));
        Run<String, String> hanging = stories.create(Storyteller.with("hang"));
        hanging.cancel();
        results.add(hanging.prediction().status() + " " + hanging.id());
        results.add(caught(() -> replicate.use("acme/storyteller").call(Map.of("prompt", 7))));
        return results;
    }

    private static String caught(ThrowingCallable call) {
        return catchThrowable(call).getMessage().replaceAll("http://127\\.0\\.0\\.1:\\d+", "");
    }

    @Test
    void runsAreReplayedByTheirStatesNotByTheNumberOfReads() throws Exception {
        TestClock clock = TestClock.create();
        try (ReplicateServer slow = ReplicateServer.builder().clock(clock).start()) {
            slow.when("acme/slow")
                    .queuedFor(Duration.ofSeconds(1))
                    .runningFor(Duration.ofSeconds(2))
                    .thenStream("a", "b");
            try (ReplicateServer server = ReplicateServer.recording(file(), slow.baseUrl(), "x")) {
                Http http = new Http(server);
                Answer created = http.post("/models/acme/slow/predictions", "{\"input\":{}}");
                for (int i = 0; i < 40; i++) {
                    http.get(created.textAt("urls.get"));
                    clock.advance(Duration.ofMillis(100));
                }
            }
        }

        try (ReplicateServer server = ReplicateServer.replaying(file())) {
            Http http = new Http(server);
            String get =
                    http.post("/models/acme/slow/predictions", "{\"input\":{}}").textAt("urls.get");
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                Answer state = http.get(get);
                seen.add(state.at("status") + " " + state.at("output"));
            }
            assertThat(seen).startsWith("starting null").endsWith("succeeded [a, b]", "succeeded [a, b]");
            assertThat(seen.stream().distinct().count()).isBetween(3L, 5L);
        }
    }

    @Test
    void callThatWasNotRecordedIsRefusedWithTheDifference() {
        try (ReplicateServer server = recording()) {
            server.client().use(Storyteller.MODEL).call(Storyteller.with("a llama"));
        }

        try (ReplicateServer server = ReplicateServer.replaying(file())) {
            var stories = server.client().use(Storyteller.MODEL);
            stories.call(Storyteller.with("a llama"));
            assertThatThrownBy(() -> stories.call(Storyteller.with("a cat")))
                    .hasMessageContaining("is not in the recording " + file())
                    .hasMessageContaining("input.prompt: recorded \"a llama\", but is \"a cat\"");
            assertThatThrownBy(() -> stories.call(Storyteller.with("a llama")))
                    .hasMessageContaining("fewer times than it is made now");
            server.requests().predictions().assertCount(3);
            assertThatThrownBy(() -> server.when(Storyteller.MODEL)).isInstanceOf(IllegalStateException.class);
        }
        upstream.requests().predictions().assertCount(1);
    }

    @Test
    void eightThreadsGetWhatTheyAskFor() throws Exception {
        Map<String, String> recorded;
        try (ReplicateServer server = recording()) {
            recorded = inParallel(server.client());
        }
        upstream.close();

        try (ReplicateServer server = ReplicateServer.replaying(file())) {
            assertThat(inParallel(server.client())).isEqualTo(recorded);
        }
        assertThat(recorded).hasSize(64);
    }

    private static Map<String, String> inParallel(Replicate replicate) throws Exception {
        Map<String, String> results = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String prompt = "number " + i;
                calls.add(threads.submit(() ->
                        results.put(prompt, replicate.use(Storyteller.MODEL).call(Storyteller.with(prompt)))));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdown();
        }
        return new TreeMap<>(results);
    }

    @Test
    void tokensAndSecretsAreNotRecorded() throws Exception {
        String model = """
                {"owner": "acme", "name": "keeper", "is_official": true, "latest_version": {"id": "%s", "openapi_schema":
                  {"components": {"schemas": {"Input": {"type": "object", "properties": {
                    "key": {"type": "string", "format": "password", "x-cog-secret": true},
                    "prompt": {"type": "string"}}}, "Output": {"type": "string"}}}}}}
                """.formatted("0".repeat(64));
        String body =
                "{\"input\":{\"key\":\"%s\",\"prompt\":\"x\"},\"context\":{\"replicate_api_token\":\"r8_context\"}}";
        try (ReplicateServer real = ReplicateServer.builder().model(model).start()) {
            real.on("acme/keeper", input -> "The key is " + input.text("key"));
            try (ReplicateServer server = ReplicateServer.builder()
                    .model(model)
                    .record(file(), real.baseUrl(), TOKEN)
                    .start()) {
                Http http = new Http(server);
                Answer created = http.post("/models/acme/keeper/predictions", body.formatted("open-sesame"));
                assertThat(http.get(created.textAt("urls.get")).at("output")).isEqualTo("The key is open-sesame");
                http.get("/webhooks/default/secret");
            }
        }

        assertThat(Files.readString(file()))
                .doesNotContain("open-sesame", TOKEN, "r8_context", "test-token")
                .contains("The key is (removed)", "\"whsec_\"");
        try (ReplicateServer server =
                ReplicateServer.builder().model(model).replay(file()).start()) {
            assertThat(new Http(server)
                            .post("/models/acme/keeper/predictions", body.formatted("another key"))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void uploadsMatchByTheirContent() throws Exception {
        Path picture = Files.write(folder.resolve("in.png"), new byte[600_000]);
        String recorded;
        try (ReplicateServer server = recording()) {
            recorded = caption(server.client(), picture);
        }
        upstream.close();

        try (ReplicateServer server = ReplicateServer.replaying(file())) {
            assertThat(caption(server.client(), picture)).isEqualTo(recorded);
            server.requests().uploads().assertCount(1);
        }
        try (ReplicateServer server = ReplicateServer.replaying(file())) {
            Path other = Files.write(folder.resolve("in.png"), new byte[600_001]);
            assertThatThrownBy(() -> caption(server.client(), other)).hasMessageContaining("sha256");
        }
    }

    private static String caption(Replicate replicate, Path picture) {
        return String.valueOf(replicate.use("acme/captioner").call(Map.of("image", picture)));
    }

    @Test
    void recordingIsOneReadableFileWithLargeContentsBesideIt() throws Exception {
        String inline = "data:text/plain," + "x".repeat(5_000);
        try (ReplicateServer server = recording()) {
            URLPath picture = server.client()
                    .use(Painter.MODEL)
                    .call(Painter.with("a cat"))
                    .get(0);
            Files.readAllBytes(picture);
            server.client().use("acme/captioner").call(Map.of("image", inline));
        }
        upstream.close();

        String text = Files.readString(file());
        assertThat(text)
                .startsWith("{\n  \"format\": 1,\n  \"exchanges\": [\n    {\n")
                .doesNotContain("x".repeat(100));
        assertThat(text.length()).isLessThan(20_000);
        try (Stream<Path> files = Files.list(folder.resolve("files"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .hasSize(2)
                    .allMatch(name -> name.matches("[0-9a-f]{64}") && text.contains(name));
        }
        try (ReplicateServer server = ReplicateServer.replaying(file())) {
            assertThat(server.client().use("acme/captioner").call(Map.of("image", inline)))
                    .isNotNull();
        }
    }

    /** Git does so on Windows, where core.autocrlf is set and nothing says that these are no texts. */
    @Test
    void contentWhoseLineEndsWereChangedIsRefused() throws Exception {
        String inline = "data:text/plain," + "a line\n".repeat(1_000);
        try (ReplicateServer server = recording()) {
            server.client().use("acme/captioner").call(Map.of("image", inline));
        }
        try (Stream<Path> files = Files.list(folder.resolve("files"))) {
            Path stored = files.findFirst().orElseThrow();
            Files.writeString(stored, Files.readString(stored).replace("\n", "\r\n"));
        }

        assertThatThrownBy(() -> ReplicateServer.replaying(file()))
                .hasMessageContaining("SHA-256")
                .hasMessageContaining(".gitattributes");
    }

    @Test
    void faultsAreInjectedIntoAReplay() {
        try (ReplicateServer server = recording()) {
            server.client().use(Storyteller.MODEL).call(Storyteller.with("a llama"));
        }

        try (ReplicateServer server = ReplicateServer.replaying(file())) {
            server.inject(Fault.throttle(Duration.ofSeconds(1)), Fault.insufficientCredit());
            Http http = new Http(server);
            String create = "/models/acme/storyteller/predictions";
            String input = "{\"input\":{\"prompt\":\"a llama\"}}";
            assertThat(http.post(create, input).status()).isEqualTo(429);
            assertThat(http.post(create, input).status()).isEqualTo(402);
            assertThat(http.post(create, input).status()).isEqualTo(201);
        }
    }

    @Test
    void failedTestRecordsNothing() {
        try (ReplicateServer server = recording()) {
            new Http(server).get("/account");
            server.discardRecording();
        }

        assertThat(file()).doesNotExist();
    }

    @Test
    void recordingTheRealApiNeedsPermission() {
        assertThatThrownBy(() -> ReplicateServer.recording(file(), "https://api.replicate.com/v1", TOKEN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@AllowSpending")
                .hasMessageNotContaining(TOKEN);
        assertThatThrownBy(() -> ReplicateServer.replaying(PINS.resolve("../foreign/check.mjs")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a recording");
    }

    private ReplicateServer recording() {
        return ReplicateServer.recording(file(), upstream.baseUrl(), TOKEN);
    }

    private Path file() {
        return folder.resolve("recorded.json");
    }
}
