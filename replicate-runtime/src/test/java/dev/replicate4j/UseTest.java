package dev.replicate4j;

import static dev.replicate4j.Loopback.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.internal.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UseTest {

    private static final String CAT = "https://replicate.delivery/xezq/cat.png";
    private static final String VERSION = "b".repeat(64);

    private final Loopback api = new Loopback();
    private final Replicate replicate = api.client().build();

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    @Test
    void officialModelIsLookedUpOnceAndRunByName() {
        model("painter", true, "{type: array, items: {type: string, format: uri}}");
        api.on(
                "POST /v1/models/acme/painter/predictions",
                api.prediction(201, "p1", "succeeded", "output", List.of(CAT)));

        Object first = replicate.use("acme/painter").call(Map.of("prompt", "a cat"));
        replicate.run("acme/painter", Map.of("prompt", "a dog"));

        assertThat(first).isEqualTo(List.of(URLPath.of(CAT)));
        assertThat(api.seen())
                .extracting(Loopback.Seen::toString)
                .containsExactly(
                        "GET /v1/models/acme/painter",
                        "POST /v1/models/acme/painter/predictions",
                        "POST /v1/models/acme/painter/predictions");
    }

    @Test
    void communityModelIsRunByItsLatestVersion() {
        model("painter", false, "{type: string}");
        api.on("POST /v1/predictions", api.prediction(201, "p1", "succeeded", "output", CAT));

        assertThat(replicate.run("acme/painter", Map.of("prompt", "a cat"))).isEqualTo(CAT);
        assertThat(api.seen("POST /v1/predictions").get(0).json()).containsEntry("version", VERSION);
    }

    @Test
    void namedVersionIsKeptEvenWhereItCannotBeLookedUp() {
        api.on("POST /v1/predictions", api.prediction(201, "p1", "succeeded", "output", List.of("a", "b")));

        assertThat(replicate.run("acme/painter:" + VERSION, Map.of())).isEqualTo(List.of("a", "b"));
        assertThat(api.seen())
                .extracting(Loopback.Seen::toString)
                .containsExactly("GET /v1/models/acme/painter/versions/" + VERSION, "POST /v1/predictions");
        assertThat(api.seen("POST /v1/predictions").get(0).json()).containsEntry("version", VERSION);
    }

    @Test
    void bareVersionIdIsLookedUpAfterItsPredictionHasToldItsModel() {
        api.on("POST /v1/predictions", api.prediction(201, "p1", "processing", "output", List.of("half")))
                .on("GET /v1/predictions/p1", api.prediction(200, "p1", "succeeded", "output", List.of("half", "way")));

        assertThat(replicate.run(VERSION, Map.of())).isEqualTo(List.of("half", "way"));
        assertThat(api.seen("POST /v1/predictions")).hasSize(1);
        assertThat(api.seen().get(0).path()).isEqualTo("/v1/predictions");
    }

    @Test
    void concatenatingOutputIsOneTextAndStaysTextWhereItLooksLikeAUrl() {
        model(
                "writer",
                true,
                "{type: array, items: {type: string}, x-cog-array-type: iterator, x-cog-array-display: concatenate}");
        api.on(
                "POST /v1/models/acme/writer/predictions",
                api.prediction(201, "p1", "succeeded", "output", List.of("see ", "https://praw", ".org")));

        assertThat(replicate.run("acme/writer", Map.of())).isEqualTo("see https://praw.org");
    }

    @Test
    void filesInAnObjectAreFilesAndTheRestIsRaw() {
        model(
                "separator",
                true,
                "{type: object, properties: {mask: {type: string, format: uri}, all: {type: array, items: {type: string,"
                        + " format: uri}}, note: {type: string}}}");
        api.on(
                "POST /v1/models/acme/separator/predictions",
                api.prediction(
                        201,
                        "p1",
                        "succeeded",
                        "output",
                        Map.of("mask", CAT, "all", List.of(CAT), "note", CAT, "n", 1)));

        assertThat(replicate.run("acme/separator", Map.of()))
                .isEqualTo(Map.of("mask", URLPath.of(CAT), "all", List.of(URLPath.of(CAT)), "note", CAT, "n", 1L));
    }

    @Test
    void schemaAndExampleOfAModelAreAskedForOnce() {
        Map<String, Object> document =
                Map.of("components", Map.of("schemas", Map.of("Output", Map.of("type", "string"))));
        Map<String, Object> example = api.object("ex", "succeeded", "input", Map.of("prompt", "a cat"));
        api.on(
                "GET /v1/models/acme/painter",
                json(
                        200,
                        Map.of(
                                "is_official",
                                true,
                                "default_example",
                                example,
                                "latest_version",
                                Map.of("id", VERSION, "openapi_schema", document))));
        ModelFunction<?, ?, ?> painter = replicate.use("acme/painter");

        assertThat(painter.openapiSchema()).isEqualTo(document);
        assertThat(painter.defaultExample().orElseThrow().input()).isEqualTo(Map.of("prompt", "a cat"));
        assertThat(painter.definition()).hasToString("acme/painter");
        assertThat(api.seen()).hasSize(1);
    }

    @Test
    void modelWithoutAVersionIsRefused() {
        api.on("GET /v1/models/acme/empty", json(200, Map.of("is_official", false)));

        assertThatThrownBy(() -> replicate.run("acme/empty", Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("acme/empty has no version that could be run. Ask its owner to push one.");
    }

    @Test
    void failedLookupIsForgotten() {
        assertThatThrownBy(() -> replicate.run("acme/painter", Map.of())).isInstanceOf(NotFoundException.class);
        model("painter", true, "{type: string}");
        api.on("POST /v1/models/acme/painter/predictions", api.prediction(201, "p1", "succeeded", "output", CAT));

        assertThat(replicate.run("acme/painter", Map.of())).isEqualTo(CAT);
    }

    @Test
    void schemaThatRefersToItselfDoesNotOverflow() {
        model("odd", true, "{$ref: '#/components/schemas/Output'}");
        api.on("POST /v1/models/acme/odd/predictions", api.prediction(201, "p1", "succeeded", "output", 7));

        assertThat(replicate.run("acme/odd", Map.of())).isEqualTo(7L);
    }

    @Test
    void deploymentIsTheTarget() {
        api.on(
                "POST /v1/deployments/acme/app/predictions",
                api.prediction(201, "p1", "succeeded", "output", List.of(CAT)));

        assertThat(replicate.deployment("acme/app").use(Painter.MODEL).call(Painter.with("a cat")))
                .hasSize(1);
        assertThat(api.seen()).hasSize(1);
        assertThat(api.seen().get(0).header("Prefer")).isEqualTo("wait=60");
    }

    @Test
    void outputIteratorAndUrlPathAreInputs() {
        api.on(
                "POST /v1/predictions",
                api.prediction(201, "p1", "succeeded", "output", "what"),
                api.prediction(201, "p2", "succeeded", "output", "ever"));
        OutputIterator<?> words = replicate.stream(VERSION, Map.of());

        replicate.run(VERSION, Map.of("text", words, "image", URLPath.of(CAT)));

        assertThat(api.seen("POST /v1/predictions").get(1).json())
                .containsEntry("input", Map.of("text", List.of("what"), "image", CAT));
    }

    @Test
    void wrongReferenceIsNamed() {
        assertThatThrownBy(() -> replicate.use("flux"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"flux\"");
    }

    @ModelName("acme/painter")
    interface UserPainter {
        List<URLPath> paint(@In("prompt") String prompt, @In("seed") @Nullable Long seed);

        CompletableFuture<List<URLPath>> later(@In("prompt") String prompt);

        Run<List<URLPath>, URLPath> start(@In("prompt") String prompt);

        OutputIterator<URLPath> pieces(@In("prompt") String prompt);

        Object raw(@In("prompt") String prompt);

        default URLPath first(String prompt) {
            return paint(prompt, null).get(0);
        }
    }

    @Test
    void userInterfaceCallsInEveryForm() {
        model("painter", true, "{type: array, items: {type: string, format: uri}}");
        api.on(
                "POST /v1/models/acme/painter/predictions",
                api.prediction(201, "p1", "succeeded", "output", List.of(CAT)));
        UserPainter painter = replicate.use(UserPainter.class);
        List<URLPath> cats = List.of(URLPath.of(CAT));

        assertThat(painter.paint("a cat", 7L)).isEqualTo(cats);
        assertThat(painter.first("a cat")).isEqualTo(cats.get(0));
        assertThat(painter.later("a cat").join()).isEqualTo(cats);
        assertThat(painter.start("a cat").output()).isEqualTo(cats);
        assertThat(painter.pieces("a cat").toList()).isEqualTo(cats);
        assertThat(painter.raw("a cat")).isEqualTo(cats);
        assertThat(painter).isEqualTo(painter).hasToString("UserPainter (acme/painter)");
        assertThat(api.seen("GET /v1/models/acme/painter")).hasSize(1);
        assertThat(api.seen().get(1).json()).containsEntry("input", Map.of("prompt", "a cat", "seed", 7L));
        assertThat(api.seen().get(2).json()).containsEntry("input", Map.of("prompt", "a cat"));
    }

    @ModelName("acme/painter")
    interface WrongPainter {
        String paint(@In("seed") String seed, @In("colour") String colour);
    }

    @Test
    void interfaceThatDoesNotFitIsRefusedWithAllReasonsBeforeAnyPrediction() {
        model("painter", true, "{type: array, items: {type: string, format: uri}}");
        WrongPainter painter = replicate.use(WrongPainter.class);

        assertThatThrownBy(() -> painter.paint("1", "red"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dev.replicate4j.UseTest$WrongPainter does not fit acme/painter, version " + VERSION + ": "
                        + "paint gives the input seed as java.lang.String, but it is of type integer; "
                        + "paint gives the input colour, which the model does not have (it has image, prompt, seed); "
                        + "paint does not give the input prompt, which is required; "
                        + "paint returns java.lang.String, but the model's output is of type array.");
        assertThat(api.seen()).hasSize(1);
    }

    interface NoModel {
        Path[] paint(String prompt);
    }

    @Test
    void interfaceOfAnotherFormIsRefusedAtOnce() {
        assertThatThrownBy(() -> replicate.use(NoModel.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "it has no @ModelName(\"owner/name\"); paint returns java.nio.file.Path[], which is none of");
        assertThat(api.seen()).isEmpty();
    }

    record Heard(String text, @Nullable Double fileScore) {}

    @ModelName("acme/hearer")
    interface Hearer {
        Heard hear(@In("prompt") String prompt);
    }

    @Test
    void userRecordIsReadFromAnObject() {
        model("hearer", true, "{type: object}");
        api.on(
                "POST /v1/models/acme/hearer/predictions",
                api.prediction(201, "p1", "succeeded", "output", Map.of("text", "hello", "file_score", 0.5)));

        assertThat(replicate.use(Hearer.class).hear("x")).isEqualTo(new Heard("hello", 0.5));
    }

    @Test
    void callAllKeepsOrderAndFailures() {
        api.on(
                "POST /v1/models/acme/painter/predictions",
                exchange -> json(201, api.object("p1", "processing", "output", List.of(CAT)))
                        .to(exchange));
        List<Painter.Input> inputs = List.of(
                Painter.with("1"),
                Painter.with("2").images(List.of(Path.of("/does/not/exist.png"))),
                Painter.with("3"));

        List<Outcome<Painter.Input, List<URLPath>>> outcomes =
                replicate.use(Painter.MODEL).callAll(inputs, 2).toList();

        assertThat(outcomes).extracting(Outcome::input).isEqualTo(inputs);
        assertThat(outcomes).extracting(Outcome::isSuccess).containsExactly(true, false, true);
        assertThatThrownBy(outcomes.get(1)::get).hasMessageContaining("exist.png");
    }

    @Test
    void callAllReadsInputsOnlyAsFarAsCallsAreMade() {
        api.on(
                "POST /v1/models/acme/painter/predictions",
                api.prediction(201, "p1", "processing", "output", List.of(CAT)));
        Iterable<Painter.Input> endless = () -> java.util.stream.Stream.iterate(1, i -> i + 1)
                .map(i -> Painter.with("cat " + i))
                .iterator();

        assertThat(replicate.use(Painter.MODEL).callAll(endless, 3).limit(10)).hasSize(10);
        assertThat(api.seen("POST /v1/models/acme/painter/predictions")).hasSizeBetween(10, 13);
    }

    /** Answers for a model of acme, whose output schema is given in JSON without quotes. */
    private void model(String name, boolean official, String output) {
        Object schema = Json.parse(output.replace("'", "").replaceAll("[$#/A-Za-z-]+", "\"$0\""));
        Map<String, Object> input = Map.of(
                "type", "object",
                "required", List.of("prompt"),
                "properties",
                        Map.of(
                                "prompt", Map.of("type", "string"),
                                "seed", Map.of("type", "integer"),
                                "image", Map.of("type", "string", "format", "uri")));
        Map<String, Object> document =
                Map.of("components", Map.of("schemas", Map.of("Input", input, "Output", schema)));
        api.on(
                "GET /v1/models/acme/" + name,
                json(
                        200,
                        Map.of(
                                "owner",
                                "acme",
                                "name",
                                name,
                                "is_official",
                                official,
                                "latest_version",
                                Map.of("id", VERSION, "cog_version", "0.13.6", "openapi_schema", document))));
    }
}
