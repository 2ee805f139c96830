package dev.replicate4j;

import static dev.replicate4j.Loopback.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.api.Status;
import dev.replicate4j.api.TrainingRequest;
import dev.replicate4j.api.WebhookEvent;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.error.ValidationException;
import dev.replicate4j.http.Reply;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models that are named in a text, by their deployment, by a prediction: what comes back is the same. */
@Timeout(60)
class UntypedUseTest {

    private static final String VERSION = "0123456789abcdef".repeat(4);
    private static final String CAT = "https://replicate.delivery/x/cat.png";
    private static final String BY_NAME = "POST /v1/models/acme/writer/predictions";
    private static final String BY_VERSION = "POST /v1/predictions";
    private static final String ON_DEPLOYMENT = "POST /v1/deployments/acme/desk/predictions";

    private final Loopback api = new Loopback();
    private final Replicate replicate = api.client().build();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    /** A model that writes word by word, with an example. */
    private static Map<String, Object> document() {
        Map<String, Object> file = Map.of("type", "string", "format", "uri");
        Map<String, Object> input = Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "prompt", Map.of("type", "string"),
                        "image", file,
                        "images", Map.of("type", "array", "items", file)));
        Map<String, Object> output = Map.of(
                "type", "array",
                "items", Map.of("type", "string"),
                "x-cog-array-type", "iterator",
                "x-cog-array-display", "concatenate");
        return Map.of("components", Map.of("schemas", Map.of("Input", input, "Output", output)));
    }

    private void writer(boolean official) {
        Map<String, Object> version = Map.of("id", VERSION, "openapi_schema", document());
        Map<String, Object> example = api.object("ex", "succeeded", "input", Map.of("prompt", "an example"));
        api.on(
                "GET /v1/models/acme/writer",
                json(200, Map.of("is_official", official, "latest_version", version, "default_example", example)));
        api.on("GET /v1/models/acme/writer/versions/" + VERSION, json(200, version));
    }

    private Loopback.Answer words(String id, String... more) {
        Map<String, Object> prediction = new LinkedHashMap<>(
                api.object(id, "succeeded", "output", List.of("Once ", "upon"), "model", "acme/writer"));
        prediction.put("version", VERSION);
        return json(201, prediction);
    }

    @Test
    void communityModelsHaveTheirExample() {
        writer(false);

        assertThat(replicate.use("acme/writer").defaultExample().orElseThrow().input())
                .isEqualTo(Map.of("prompt", "an example"));
        assertThat(replicate.use("acme/writer:" + VERSION).defaultExampleAsync().join())
                .isPresent();
        assertThat(replicate.use("acme/writer").openapiSchemaAsync().join()).isEqualTo(document());
    }

    @Test
    void oneModelGivesOneTypeHoweverItIsNamed() {
        writer(false);
        api.on(BY_VERSION, words("p1")).on(ON_DEPLOYMENT, words("p1"));
        Map<String, Object> input = Map.of("prompt", "a story");

        assertThat(replicate.run("acme/writer", input)).isEqualTo("Once upon");
        assertThat(replicate.run("acme/writer:" + VERSION, input)).isEqualTo("Once upon");
        assertThat(replicate.run(VERSION, input)).isEqualTo("Once upon");
        assertThat(replicate.deployment("acme/desk").call(input)).isEqualTo("Once upon");
    }

    @Test
    void deploymentHasAllVerbs() {
        writer(false);
        api.on(ON_DEPLOYMENT, words("p1"));
        var desk = replicate.deployment("acme/desk");
        Map<String, Object> input = Map.of("prompt", "a story");

        assertThat(desk.callAsync(input).join()).isEqualTo("Once upon");
        assertThat(desk.create(input).output()).isEqualTo("Once upon");
        assertThat(desk.createAsync(input).thenCompose(Run::outputAsync).join()).isEqualTo("Once upon");
        assertThat(desk.stream(input).toList()).containsExactly("Once ", "upon");
        assertThat(desk.streamAsync(input)
                        .thenCompose(OutputIterator::textAsync)
                        .join())
                .isEqualTo("Once upon");
        assertThat(api.seen(ON_DEPLOYMENT)).hasSize(5);
    }

    @Test
    void deploymentTellsOfItsModelByItsRelease() {
        writer(false);
        api.on(
                "GET /v1/deployments/acme/desk",
                json(200, Map.of("current_release", Map.of("model", "acme/writer", "version", VERSION))));

        assertThat(replicate.deployment("acme/desk").openapiSchema()).isEqualTo(document());
        assertThat(replicate.deployment("acme/desk").defaultExample()).isPresent();
    }

    @Test
    void modelThatMayNotBeSeenGivesItsOutputAsItIs() {
        api.on(BY_VERSION, words("p1"));

        assertThat(replicate.run(VERSION, Map.of())).isEqualTo(List.of("Once ", "upon"));
    }

    @Test
    void verbsByNameDoNotBlock() {
        writer(true);
        api.on(BY_NAME, words("p1"));

        assertThat(replicate.runAsync("acme/writer", Map.of()).join()).isEqualTo("Once upon");
        assertThat(replicate
                        .streamAsync("acme/writer", Map.of())
                        .join()
                        .toListAsync()
                        .join())
                .containsExactly("Once ", "upon");
    }

    @Test
    void predictionOfTheApiBecomesARun() {
        writer(false);
        Loopback.Answer now = words("p1");
        api.on("GET /v1/predictions/p1", now).on(BY_VERSION, now);
        Prediction prediction = replicate.predictions().create(PredictionRequest.version("acme/writer:" + VERSION));

        Run<Object, Object> run = replicate.resume(prediction);

        assertThat(run.output()).isEqualTo("Once upon");
        assertThat(run.stream().text()).isEqualTo("Once upon");
        assertThat(run.reloadAsync().join().status()).isEqualTo(Status.SUCCEEDED);
        assertThat(run.logsAsync().join()).isEmpty();
        assertThat(replicate.resume("p1").outputAsync().join()).isEqualTo("Once upon");
        assertThat(replicate.resumeAsync("p1").thenCompose(Run::outputAsync).join())
                .isEqualTo("Once upon");
    }

    @Test
    void runIsCancelledWithoutBlocking() {
        writer(true);
        api.on(BY_NAME, api.prediction(201, "p1", "starting"))
                .on("POST /v1/predictions/p1/cancel", api.prediction(200, "p1", "canceled"));

        Run<Object, Object> run = replicate.use("acme/writer").create(Map.of());

        assertThat(run.cancelAsync().join().status()).isEqualTo(Status.CANCELED);
    }

    @Test
    void replyAndHeadersOfAModelCall() {
        writer(true);
        api.on(BY_NAME, words("p1"));
        List<Reply> replies = new ArrayList<>();

        replicate
                .use("acme/writer")
                .with(o -> o.header("X-Trace", "7").onReply(replies::add))
                .call(Map.of());

        assertThat(replies).singleElement().satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.header("content-type")).contains("application/json");
            assertThat(reply.object()).containsEntry("id", "p1");
        });
        assertThat(api.seen(BY_NAME).get(0).header("X-Trace")).isEqualTo("7");
    }

    @Test
    void textWhereAFileIsTakenSaysSoBeforeAnythingIsSent() {
        writer(true);

        assertThatThrownBy(() -> replicate.run("acme/writer", Map.of("image", "holiday.jpg")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("image of acme/writer is a file, but found the text \"holiday.jpg\"."
                        + " Use Path.of(\"holiday.jpg\") for a local file, or a URL.");
        assertThatThrownBy(() -> replicate.run("acme/writer", Map.of("images", List.of(CAT, "C:\\cat.png"))))
                .hasMessageContaining("images of acme/writer");
        assertThat(api.seen(BY_NAME)).isEmpty();
    }

    @Test
    void urlsAreTakenWhereAFileIsTaken() {
        writer(true);
        api.on(BY_NAME, words("p1"));

        replicate.run("acme/writer", Map.of("image", "data:image/png;base64,AAAA", "images", List.of(CAT)));

        assertThat(api.seen(BY_NAME).get(0).json())
                .containsEntry("input", Map.of("image", "data:image/png;base64,AAAA", "images", List.of(CAT)));
    }

    @Test
    void filesAreTakenWhereverAnInputIs() throws Exception {
        writer(true);
        Path file = Files.write(folder.resolve("a.txt"), new byte[] {'h', 'i'});
        api.on(BY_NAME, words("p1"))
                .on(ON_DEPLOYMENT, words("p1"))
                .on(
                        "POST /v1/models/acme/writer/versions/" + VERSION + "/trainings",
                        api.prediction(201, "t1", "starting"));
        Map<String, Object> input = Map.of("image", file, "more", List.of(URI.create(CAT), URLPath.of(CAT)));

        replicate.predictions().create(PredictionRequest.model("acme/writer").input(input));
        replicate
                .predictions()
                .createAsync(PredictionRequest.deployment("acme/desk").input(input))
                .join();
        replicate.trainings().create(TrainingRequest.of("acme/writer", VERSION, "acme/mine", input));

        List<Loopback.Seen> sent =
                api.seen().stream().filter(seen -> seen.method().equals("POST")).toList();
        assertThat(sent)
                .hasSize(3)
                .allSatisfy(seen -> assertThat(seen.json())
                        .containsEntry(
                                "input", Map.of("image", "data:text/plain;base64,aGk=", "more", List.of(CAT, CAT))));
    }

    @Test
    void unsendableValueFailsTheFuture() {
        CompletableFuture<Object> output = replicate.use(VERSION).callAsync(Map.of("prompt", new Object()));

        assertThat(output)
                .failsWithin(20, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(InvalidInputException.class);
    }

    @ModelName("acme/writer")
    interface Writer {
        CompletableFuture<Run<String, String>> start(String prompt);

        CompletableFuture<OutputIterator<String>> pieces(@In("prompt") String text);

        String write(String prompt, Path image);
    }

    @Test
    void interfaceMayWantFuturesOfRunsAndPiecesAndNamesItsInputsByItsParameters() throws Exception {
        writer(true);
        api.on(BY_NAME, words("p1"));
        Writer writer = replicate.use(Writer.class);
        Path file = Files.write(folder.resolve("a.txt"), new byte[] {'h', 'i'});

        assertThat(writer.start("a story").thenCompose(Run::outputAsync).join()).isEqualTo("Once upon");
        assertThat(writer.pieces("a story").join().toList()).containsExactly("Once ", "upon");
        assertThat(writer.write("a story", file)).isEqualTo("Once upon");
        assertThat(api.seen(BY_NAME).get(2).json())
                .containsEntry("input", Map.of("prompt", "a story", "image", "data:text/plain;base64,aGk="));
    }

    @Test
    void slowCallDoesNotHoldUpTheOthersWhereOrderDoesNotMatter() {
        writer(true);
        Loopback.Held slow = new Loopback.Held();
        api.on(BY_NAME, slow, words("p2"), words("p3"));
        List<Map<String, ?>> inputs = List.of(Map.of("prompt", "1"), Map.of("prompt", "2"), Map.of("prompt", "3"));

        try (Stream<Outcome<Map<String, ?>, Object>> outcomes =
                replicate.use("acme/writer").callAllUnordered(inputs, 2)) {
            var ended = outcomes.iterator();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Outcome<Map<String, ?>, Object> outcome = ended.next();
                assertThat(outcome.isSuccess()).isTrue();
                ids.add(outcome.prediction().id());
            }
            assertThat(ids).containsExactly("p2", "p3");
            slow.release(words("p1"));
            assertThat(ended.next().prediction().id()).isEqualTo("p1");
            assertThat(ended.hasNext()).isFalse();
        }
    }

    @Test
    void outcomeOfAFailedCallHasItsPrediction() {
        writer(true);
        api.on(
                BY_NAME,
                api.prediction(201, "p1", "failed", "error", "boom", "metrics", Map.of("predict_time", 1.5)),
                json(422, Map.of("detail", "no")));

        List<Outcome<Map<String, ?>, Object>> outcomes = replicate
                .use("acme/writer")
                .callAll(List.of(Map.of("prompt", "1"), Map.of("prompt", "2")), 1)
                .toList();

        assertThat(outcomes.get(0).isSuccess()).isFalse();
        assertThat(outcomes.get(0).prediction().metrics().predictTime())
                .hasValueSatisfying(time -> assertThat(time.toMillis()).isEqualTo(1500));
        assertThat(outcomes.get(1).failure()).isInstanceOf(ValidationException.class);
        assertThat(outcomes.get(1).prediction()).isNull();
    }

    @Test
    void textOfAnIteratorSaysWhatHasArrivedWithoutBlocking() {
        writer(true);
        Map<String, Object> running = api.object("p1", "processing", "output", List.of("Once ", "up"));
        Loopback.Held later = new Loopback.Held();
        api.on(BY_NAME, json(201, running)).on("GET /v1/predictions/p1", json(200, running), later);

        try (OutputIterator<Object> words = replicate.stream("acme/writer", Map.of())) {
            assertThat(words.iterator().next()).isEqualTo("Once ");
            assertThat(words.toString()).isEqualTo("Once up... (more may come)");

            later.release(words("p1"));
            assertThat(words.text()).isEqualTo("Once upon");
            assertThat(words.toString()).isEqualTo("Once upon");
        }
    }

    @Test
    void tokenIsAskedForEachRequestAndWhatOneHasLookedUpIsNotAnothers() {
        writer(true);
        api.on(BY_NAME, words("p1"));
        AtomicReference<String> token = new AtomicReference<>("r8_first");

        try (Replicate rotating = replicate.toBuilder().apiToken(token::get).build()) {
            rotating.run("acme/writer", Map.of("prompt", "1"));
            rotating.run("acme/writer", Map.of("prompt", "2"));
            token.set("r8_second");
            rotating.run("acme/writer", Map.of("prompt", "3"));
        }

        assertThat(api.seen("GET /v1/models/acme/writer"))
                .extracting(seen -> seen.header("Authorization"))
                .containsExactly("Bearer r8_first", "Bearer r8_second");
        assertThat(api.seen(BY_NAME))
                .extracting(seen -> seen.header("Authorization"))
                .containsExactly("Bearer r8_first", "Bearer r8_first", "Bearer r8_second");
    }

    @Test
    void clientsOfDifferentTokensShareNoLookupAndNoUpload() throws Exception {
        writer(true);
        Path file = Files.write(folder.resolve("a.txt"), new byte[] {'h', 'i'});
        api.on(BY_NAME, words("p1"))
                .on("POST /v1/files", json(201, Map.of("id", "f", "urls", Map.of("get", api.url("/v1/files/f")))));

        for (String token : List.of("r8_one", "r8_two")) {
            try (Replicate client = replicate.toBuilder()
                    .apiToken(token)
                    .fileStrategy(FileStrategy.UPLOAD)
                    .build()) {
                client.run("acme/writer", Map.of("image", file));
                client.run("acme/writer", Map.of("image", file));
            }
        }

        for (String route : List.of("GET /v1/models/acme/writer", "POST /v1/files")) {
            assertThat(api.seen(route))
                    .extracting(seen -> seen.header("Authorization"))
                    .containsExactly("Bearer r8_one", "Bearer r8_two");
        }
    }

    @Test
    void trainingTakesAWebhook() {
        api.on(
                "POST /v1/models/acme/trainer/versions/" + VERSION + "/trainings",
                api.prediction(201, "t1", "starting"));

        new TrainerInput("acme/mine", Map.of())
                .createAsync(
                        replicate, request -> request.webhook(URI.create("https://a.example/"), WebhookEvent.COMPLETED))
                .join();

        assertThat(api.seen().get(0).json())
                .containsEntry("webhook", "https://a.example/")
                .containsEntry("webhook_events_filter", List.of("completed"));
    }

    private static final class TrainerInput extends TrainingModelInput<TrainerInput> {

        private static final long serialVersionUID = 1L;

        TrainerInput(String destination, Map<String, Object> values) {
            super(destination, values);
        }

        @Override
        protected ModelDefinition<?, ?, ?> definition() {
            return ModelDefinition.versioned("acme/trainer", VERSION, dev.replicate4j.model.OutputType.string());
        }

        @Override
        protected TrainerInput copy(String destination, Map<String, Object> values) {
            return new TrainerInput(destination, values);
        }
    }
}
