package dev.replicate4j.codegen.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.pin.DeclaredModel;
import dev.replicate4j.codegen.pin.PinnedModel;
import dev.replicate4j.codegen.pin.Problems;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.testsupport.LoopbackServer;
import dev.replicate4j.testsupport.StubApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetcherTest {

    private static final String VERSION = "a".repeat(64);

    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();
    private final Problems problems = new Problems();
    private StubApi api;

    @BeforeEach
    void serve() throws IOException {
        api = StubApi.serve(folder);
        reply("acme/painter", VERSION, "{\"Input\": {\"type\": \"object\", \"properties\": {}}}");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aModelIsFetchedWithTheTokenAndProgressIsTold() {
        List<PinnedModel> fetched = fetch("acme/painter");

        assertThat(problems.isEmpty()).isTrue();
        assertThat(fetched)
                .singleElement()
                .satisfies(model -> assertThat(model.pin().version()).isEqualTo(VERSION));
        assertThat(api.requests()).containsExactly("models/acme/painter Bearer token");
        assertThat(log.get(0)).isEqualTo("Fetching 1 schema");
        assertThat(log.get(1)).matches("\\[1/1] acme/painter: version aaaaaaaaaaaa, \\d+\\.\\d s");
    }

    @Test
    void theVersionThatIsNamedIsFetched() throws IOException {
        String other = "b".repeat(64);
        write(
                "models/acme/painter/versions/" + other + ".json",
                version(other, "{\"Input\": {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"string\"}}}}"));

        List<PinnedModel> fetched = fetch("acme/painter:" + other);

        assertThat(fetched).singleElement().satisfies(model -> {
            assertThat(model.pin().version()).isEqualTo(other);
            assertThat(model.pin().schemas().get("Input").toString()).contains("x=");
        });
    }

    @Test
    void whatIsWrongWithAModelIsToldAndTheOthersAreFetched() throws IOException {
        reply("acme/unversioned", null, "{}");
        reply("acme/bare", VERSION, "{\"Output\": {\"type\": \"string\"}}");
        api.fail("models/acme/private", 403, "You do not have permission.", Map.of());

        List<PinnedModel> fetched =
                fetch("acme/unknown", "acme/private", "acme/unversioned", "acme/bare", "acme/painter");

        assertThat(fetched).hasSize(1);
        assertThat(problems.cause()).isEmpty();
        assertThat(problems.message())
                .startsWith("4 problems with the models of this build:")
                .contains("[ModelUnknown] acme/unknown is not to be found: it does not exist, or it is private")
                .contains("[ModelForbidden] acme/private may not be read with this API token")
                .contains("[NoVersion] acme/unversioned")
                .contains("[NoSchema] Version " + VERSION + " of acme/bare has no schema of its inputs")
                .doesNotContain("Bearer");
    }

    @Test
    void aModelThatWasRenamedIsToldByItsNewName() throws IOException {
        reply("acme/painter", VERSION, "{\"Input\": {\"type\": \"object\"}}");
        Files.createDirectories(folder.resolve("models/acme"));
        Files.copy(folder.resolve("models/acme/painter.json"), folder.resolve("models/acme/daubster.json"));

        List<PinnedModel> fetched = fetch("acme/daubster");

        assertThat(fetched).isEmpty();
        assertThat(problems.message())
                .startsWith("[ModelRenamed] acme/daubster is now called acme/painter."
                        + " Write <model>acme/painter</model> in the POM");
    }

    @Test
    void aReplyThatNamesNoModelIsNotWritten() throws IOException {
        write("models/acme/odd.json", "{\"owner\": \"../..\", \"name\": \"odd\", \"latest_version\": {\"id\": \"1\"}}");

        assertThat(fetch("acme/odd")).isEmpty();
        assertThat(problems.message())
                .startsWith(
                        "[NotAModel] The reply must be a model, but its \"owner\" and \"name\" are \"../..\" and \"odd\"");
    }

    @Test
    void aSettingThatCanNotBeIsTold() {
        FetchSettings access = new FetchSettings("test", false, "token", "nowhere", UnaryOperator.identity(), "mvn %s");

        new ModelFetcher(log::add, () -> access, problems)
                .fetch(List.of(model("acme/painter", null)), "pin", model -> "");

        assertThat(problems.message()).startsWith("[Setting] Replicate can't be asked. The base URL must be");
    }

    @Test
    void aRefusedTokenIsToldOnceAndNotTried() {
        api.fail("models/acme/painter", 401, "You did not pass a valid authentication token", Map.of());

        fetch("acme/painter", "acme/other");

        assertThat(problems.message()).startsWith("[Token] The API token was refused while fetching acme/painter.");
        assertThat(problems.cause()).isEmpty();
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void aRateLimitThatLastsIsTheNetworksFault() {
        api.fail("models/acme/painter", 429, "Request was throttled.", Map.of("Retry-After", "3600"));

        fetch("acme/painter", "acme/other");

        assertThat(problems.message()).startsWith("[RateLimit] Replicate asks to wait before acme/painter is fetched.");
        assertThat(problems.cause()).isPresent();
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void aServerThatIsNotThereIsTheNetworksFault() {
        api.close();

        fetch("acme/painter", "acme/other");

        assertThat(problems.message())
                .startsWith("[Network] acme/painter can't be fetched.")
                .contains("Check network and proxy; a build that has its pins needs neither.");
        assertThat(problems.cause()).isPresent();
    }

    @Test
    void aSchemaCanBeAFileAndNeedsNeitherNetworkNorToken() throws IOException {
        Path document = write("cog.json", "{\"components\": {\"schemas\": {\"Input\": {\"type\": \"object\"}}}}");

        List<PinnedModel> fetched =
                fetcher(access(true, null)).fetch(List.of(model("acme/local", document.toUri())), "pin", model -> "");

        assertThat(problems.isEmpty()).isTrue();
        assertThat(fetched)
                .singleElement()
                .satisfies(model -> assertThat(model.pin().version()).matches("[0-9a-f]{64}"));
    }

    @Test
    void aSchemaUrlThatHoldsNoSchemaIsTold() throws IOException {
        Path document = write("list.json", "[]");

        fetcher(access(false, null))
                .fetch(
                        List.of(
                                model("acme/list", document.toUri()),
                                model("acme/gone", URI.create(api.baseUrl() + "/gone.json"))),
                        "pin",
                        model -> "");

        assertThat(problems.message())
                .contains("[SchemaUrl] The schema of acme/list must be an OpenAPI document in JSON, but "
                        + document.toUri())
                .contains("[SchemaUrl] The schema of acme/gone can't be fetched from " + api.baseUrl()
                        + "/gone.json: java.io.IOException: the server answered 404");
    }

    @Test
    void aTokenIsInNoText() {
        assertThat(access(false, "secret")).asString().doesNotContain("secret");
    }

    @Test
    void aPageInPlaceOfAModelIsNoModel() {
        api.answer(
                "models/acme/painter", LoopbackServer.reply(200, "text/html", "<html>Please log in".getBytes(UTF_8)));

        fetch("acme/painter");

        assertThat(problems.message()).startsWith("[NotAModel] The reply for acme/painter must be a model in JSON");
        assertThat(problems.cause()).isEmpty();
    }

    @Test
    void aDocumentThatNeverEndsIsGivenUp() {
        api.answer("openapi", LoopbackServer.endless("application/json"));

        fetcher(access(false, null))
                .fetch(List.of(model("acme/endless", URI.create(api.baseUrl() + "/openapi"))), "pin", model -> "");

        assertThat(problems.message())
                .startsWith("[SchemaUrl] The schema of acme/endless can't be fetched from ")
                .endsWith("java.io.IOException: it is larger than 16 MiB");
    }

    @Test
    void manyModelsAreFetchedInTheirOrder() throws IOException {
        String[] refs = new String[30];
        for (int i = 0; i < refs.length; i++) {
            refs[i] = "acme/model-" + i;
            reply(refs[i], VERSION, "{\"Input\": {\"type\": \"object\"}}");
        }

        assertThat(fetch(refs)).extracting(model -> model.pin().ref()).containsExactly(refs);
        assertThat(log).hasSize(31);
        assertThat(log.get(30)).startsWith("[30/30] acme/model-29: version ");
    }

    private List<PinnedModel> fetch(String... refs) {
        List<DeclaredModel> models =
                Stream.of(refs).map(ref -> model(ref, null)).toList();
        return fetcher(access(false, "token")).fetch(models, "pin", model -> "needed");
    }

    private ModelFetcher fetcher(FetchSettings access) {
        return new ModelFetcher(log::add, () -> access, how -> new HttpModelSource(how, RetryPolicy.none()), problems);
    }

    private FetchSettings access(boolean offline, @Nullable String token) {
        return new FetchSettings("test", offline, token, api.baseUrl(), UnaryOperator.identity(), "mvn %s");
    }

    private static DeclaredModel model(String ref, @Nullable URI schemaUrl) {
        return new DeclaredModel(ModelRef.parse(ref), null, null, schemaUrl);
    }

    private void reply(String model, @Nullable String version, String schemas) throws IOException {
        String[] words = model.split("/");
        write(
                "models/" + model + ".json",
                "{\"owner\": \"%s\", \"name\": \"%s\", \"latest_version\": %s}"
                        .formatted(words[0], words[1], version == null ? "null" : version(version, schemas)));
    }

    private static String version(String id, String schemas) {
        return "{\"id\": \"%s\", \"openapi_schema\": {\"components\": {\"schemas\": %s}}}".formatted(id, schemas);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
