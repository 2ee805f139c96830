package dev.replicate4j.codegen.pin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.codegen.GenerationRequest;
import dev.replicate4j.codegen.Generator;
import dev.replicate4j.codegen.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinTest {

    @TempDir
    Path folder;

    @Test
    void textsAreReadAsTheyWereWritten() {
        Pin pin = Models.pin("""
                "Input": {"required": ["prompt"], "properties": {"prompt": {"type": "string"}, "seed": {"type": "integer", "maximum": 18446744073709552000}}},
                "Output": {"type": "string"}
                """);

        assertThat(Pin.parse(pin.toJson())).isEqualTo(pin);
        assertThat(Pin.parse(pin.toJson()).toJson()).isEqualTo(pin.toJson()).endsWith("}\n");
    }

    @Test
    void onlyReachableSchemasAreKept() {
        Pin pin = Models.pin("""
                "Input": {"properties": {"a": {"allOf": [{"$ref": "#/components/schemas/a"}]}}},
                "a": {"enum": ["x"]},
                "Output": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
                "Item": {"properties": {"next": {"$ref": "#/components/schemas/Item"}}},
                "Status": {"enum": ["starting"]},
                "PredictionRequest": {"properties": {"input": {"$ref": "#/components/schemas/Input"}}}
                """);

        assertThat(pin.schemas()).containsOnlyKeys("Input", "Output", "a", "Item");
    }

    @Test
    void propertiesWithoutOrderGetTheirPlaceInTheDocument() {
        Pin pin = Models.withInputs("\"z\": {\"type\": \"string\"}, \"a\": {\"type\": \"string\"}");

        assertThat(Pin.parse(pin.toJson()).arguments()).containsExactly("z");
        assertThat(pin.toJson()).contains("\"x-order\": 0").contains("\"x-order\": 1");
    }

    @Test
    void requiredInputsArePositionalInTheAuthorsOrder() {
        Pin pin = Models.pin("""
                "Input": {"required": ["a", "b"], "properties": {
                  "a": {"type": "string", "x-order": 2}, "b": {"type": "integer", "x-order": 1}, "c": {"type": "string", "x-order": 0}
                }}
                """);

        assertThat(pin.arguments()).containsExactly("b", "a");
    }

    @Test
    void aTextOrFileLeadsWhereNothingIsRequired() {
        assertThat(Models.withInputs("\"a\": {\"type\": \"string\"}").arguments())
                .containsExactly("a");
        assertThat(Models.withInputs("\"a\": {\"type\": \"string\", \"format\": \"uri\"}")
                        .arguments())
                .containsExactly("a");
        assertThat(Models.withInputs("\"a\": {\"type\": \"integer\"}").arguments())
                .isEmpty();
        assertThat(Models.withInputs("\"a\": {\"type\": \"string\", \"enum\": [\"x\"]}")
                        .arguments())
                .isEmpty();
        assertThat(Models.withInputs("\"a\": {\"type\": \"string\", \"format\": \"password\"}")
                        .arguments())
                .isEmpty();
    }

    @Test
    void renewingKeepsWhatIsPositionalAndAddsWhatIsRequired() {
        Pin old = inputs("\"b\", \"a\"", "\"a\", \"b\", \"c\"").withArguments(List.of("b", "c", "a"));
        Pin next = inputs("\"d\"", "\"d\", \"c\", \"b\"");

        assertThat(next.renewing(old).arguments()).containsExactly("b", "c", "d");
    }

    @Test
    void renewingIsForTheSameModelOnly() {
        Pin other = Models.pin("other", "1.0", "");

        assertThatThrownBy(() -> Models.pin("").renewing(other))
                .isInstanceOf(PinException.class)
                .hasMessage(
                        "[PinOfAnotherModel] The pin of acme/model can't take over from that of acme/other. Renew a pin with one"
                                + " of the same model.");
    }

    @Test
    void namesOfAPinThatAreNoNamesDoNotCount() {
        Pin pin = Models.withInputs(
                "\"seed\": {\"type\": \"integer\"}, \"b\": {\"type\": \"string\"}, \"c\": {\"type\": \"string\"}");
        Pin edited = pin.withNames(Map.of("input", Map.of("seed", "x; } class Evil {", "b", "toString", "c", "cc")));

        assertThat(Models.source(edited).content())
                .contains("public Input seed(long seed)")
                .contains("public Input b(String b)")
                .contains("public Input cc(String cc)");
    }

    @Test
    void writingTheSameAgainLeavesTheFileAlone() throws IOException {
        Pin pin = Models.pin("");
        Path file = folder.resolve("pins").resolve(pin.path());

        assertThat(pin.write(file)).isTrue();
        assertThat(pin.write(file)).isFalse();
        assertThat(file).endsWith(Path.of("acme/model.json"));
        assertThat(Pin.read(file)).isEqualTo(pin);
    }

    @Test
    void filesThatAreNoJsonAreNamedWithThePlace() throws IOException {
        Path file = folder.resolve("pin.json");
        for (String content : List.of("", "{\"a\": }", "{} {}", "[1, 2", "{\"a\": \"\u00ff\"}")) {
            Files.write(file, content.getBytes(ISO_8859_1));

            assertThatThrownBy(() -> Pin.read(file))
                    .isInstanceOf(PinException.class)
                    .hasMessageStartingWith("[PinFormat] " + file + " must be a pin, but is not JSON: ")
                    .hasMessageContaining("(line 1, column ");
        }
    }

    @Test
    void messagesSayWhatIsWrongWithWhich() {
        assertThatThrownBy(() -> Pin.parse("{"))
                .isInstanceOf(PinException.class)
                .hasMessageContaining("[PinFormat]");
        assertThatThrownBy(() -> Pin.parse("{\"format\": 7}"))
                .hasMessageContaining("must be a pin of format 1, but its \"format\" is 7");
        assertThatThrownBy(() -> Pin.parse("{\"format\": 1, \"ref\": \"a/b\"}"))
                .hasMessageContaining("must name its \"version\", but has null");
        assertThatThrownBy(() -> Pin.fromModel("[]")).hasMessageContaining("[NotAModel]");
        assertThatThrownBy(() -> Pin.fromModel("{\"owner\": \"a\", \"name\": \"b\", \"latest_version\": null}"))
                .hasMessageContaining("[NoVersion] a/b can't be pinned: it has no version.");
    }

    @Test
    void aPinGivesTheSameSourceFromMemoryAndFromItsFile() throws IOException {
        Pin pin = Pin.fromModel("""
                {"owner": "acme", "name": "model", "latest_version": {"id": "01", "openapi_schema": {"components": {"schemas": {
                 "Input": {"properties": {"options": {"type": "object"}, "b": {"type": "number", "maximum": 1e400}}}}}}},
                 "default_example": {"input": {"options": {"z": 1, "a": {"y": "\\ud800", "b": 2}}, "b": 1e400}}}""");
        Path file = folder.resolve("pin.json");
        pin.write(file);

        assertThat(Pin.read(file)).isEqualTo(pin);
        assertThat(source(Pin.read(file))).isEqualTo(source(pin)).contains("entry(\"a\"");
    }

    private static String source(Pin pin) {
        return Generator.generate(GenerationRequest.of("com.acme.models", List.of(pin)))
                .sources()
                .get(0)
                .content();
    }

    @Test
    void aPinIsReplacedAsAWholeSoThatAReaderNeverSeesAHalf() throws IOException {
        Path file = folder.resolve("model.json");
        Models.pin("").write(file);
        String before = Files.readString(file);
        // A second name of the same bytes: writing into the file would change what it shows.
        Path opened = Files.createLink(folder.resolve("opened.json"), file);

        Models.withInputs("\"seed\": {\"type\": \"integer\"}").write(file);

        assertThat(Files.readString(opened)).isEqualTo(before);
        assertThat(Files.readString(file)).isNotEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, opened);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "acme", "acme/model:1", "a/b/c", "acme/..", "/model", "acme/mo\\ndel"})
    void referencesThatNameNoModelAreRefusedWithTheFile(String ref) throws IOException {
        Path file = Files.writeString(
                folder.resolve("pin.json"),
                "{\"format\": 1, \"ref\": \"" + ref + "\", \"version\": \"1\", \"schemas\": {}}");

        assertThatThrownBy(() -> Pin.read(file))
                .isInstanceOf(PinException.class)
                .hasMessageStartingWith("[PinFormat] " + file + " must be of a model owner/name, but its \"ref\" is ");
    }

    @Test
    void aReplyThatNamesNoModelIsRefused() {
        assertThatThrownBy(() ->
                        Pin.fromModel("{\"owner\": \"../..\", \"name\": \"x\", \"latest_version\": {\"id\": \"1\"}}"))
                .isInstanceOf(PinException.class)
                .hasMessageStartingWith("[NotAModel] The reply must be a model, but its \"owner\" and \"name\" are");
    }

    private static Pin inputs(String required, String names) {
        String properties = names.replaceAll("\"(\\w)\"", "\"$1\": {\"type\": \"string\"}");
        return Models.pin("\"Input\": {\"required\": [" + required + "], \"properties\": {" + properties + "}}");
    }
}
