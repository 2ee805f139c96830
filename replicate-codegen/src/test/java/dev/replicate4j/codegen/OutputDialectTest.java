package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.codegen.pin.Pin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each shape of output, by the type of call and stream; every class is compiled. */
class OutputDialectTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "string"}                                                   | String               | String               | string()
            {"type": "string", "format": "uri"}                                  | URLPath              | URLPath              | file()
            {"type": "integer"}                                                  | Long                 | Long                 | integer()
            {"type": "number"}                                                   | Double               | Double               | number()
            {"type": "boolean"}                                                  | Boolean              | Boolean              | bool()
            {"title": "Output"}                                                  | @Nullable Object     | @Nullable Object     | any()
            {"anyOf": [{"type": "string"}, {"type": "object"}]}                  | @Nullable Object     | @Nullable Object     | any()
            {"type": "array", "items": {"type": "NamedEmbedding"}}               | List<@Nullable Object> | @Nullable Object   | list(OutputType.any())
            {"type": "array", "items": {"type": "string", "format": "uri"}}      | List<URLPath>        | URLPath              | list(OutputType.file())
            {"type": "array", "items": {"type": "array", "items": {"type": "number"}}} | List<List<Double>> | List<Double>     | list(OutputType.list(OutputType.number()))
            {"type": "object"}                                                   | @Nullable Object     | @Nullable Object     | any()
            {"type": "object", "additionalProperties": true}                     | Map<String, @Nullable Object> | Map<String, @Nullable Object> | map(OutputType.any())
            {"type": "array", "items": {"type": "object"}}                       | List<@Nullable Object> | @Nullable Object   | list(OutputType.any())
            {"type": "string", "format": "uri", "nullable": true}                | @Nullable URLPath    | @Nullable URLPath    | nullable(OutputType.file())
            {"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]}   | @Nullable URLPath    | @Nullable URLPath    | nullable(OutputType.file())
            {"type": ["integer", "null"]}                                        | @Nullable Long       | @Nullable Long       | nullable(OutputType.integer())
            {"type": "array", "nullable": true, "items": {"type": "string", "format": "uri"}} | @Nullable List<URLPath> | @Nullable URLPath | nullable(OutputType.list(OutputType.file()))
            {"type": "object", "nullable": true}                                 | @Nullable Object     | @Nullable Object     | any()
            {"type": "array", "nullable": true, "items": {"type": "string"}, "x-cog-array-type": "iterator", "x-cog-array-display": "concatenate"} | @Nullable String | @Nullable String | nullable(OutputType.text())
            {"type": "array", "items": {"type": "string"}, "x-cog-array-type": "iterator", "x-cog-iterator-display": "concatenate"} | String | String | text()
            {"type": "array", "items": {"type": "string"}, "x-cog-array-type": "iterator", "x-cog-display": "concatenate"} | String | String | text()
            {"type": "object", "additionalProperties": {"type": "number"}}       | Map<String, Double>  | Map<String, Double>  | map(OutputType.number())
            {"type": "string", "enum": ["a", "b"]}                               | String               | String               | string()
            {"type": "array", "items": {"type": "string"}, "x-cog-array-type": "iterator"} | List<String> | String           | iterator(OutputType.string())
            {"type": "array", "items": {"type": "string"}, "x-cog-array-type": "iterator", "x-cog-array-display": "concatenate"} | String | String | text()
            {"type": "array", "items": {"type": "string"}, "x-cog-array-display": "concatenate"} | List<String> | String     | list(OutputType.string())
            """)
    void outputIs(String schema, String whole, String piece, String decoder) {
        assertThat(source(Models.withOutput(schema)))
                .contains("public static " + whole + " call(String prompt)")
                .contains("public static OutputIterator<" + piece + "> stream(String prompt)")
                .contains("OutputType." + decoder + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "0.3.8, iterator",
        "v0.2.0+dev, iterator",
        "0.1.3+shimmed, iterator",
        "0.3.9, list",
        "dev, list",
        "1.0.0, list"
    })
    void listsOfEarlyCogAreIterators(String cogVersion, String factory) {
        assertThat(source(Models.withOutput(cogVersion, "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}")))
                .contains("OutputType." + factory + "(OutputType.string())");
    }

    @Test
    void anObjectIsARecordWhoseFieldsMayBeNull() {
        assertThat(source(Models.withOutput("""
                                {"type": "object", "properties": {
                                  "text": {"type": "string", "x-order": 0},
                                  "segments": {"type": "array", "items": {}, "x-order": 1},
                                  "LR_input": {"type": "string", "format": "uri", "x-order": 2},
                                  "hashCode": {"type": "integer", "x-order": 3}
                                }}
                                """)))
                .containsIgnoringWhitespaces("""
                        public record Output(@Nullable String text, @Nullable List<@Nullable Object> segments,
                            @Nullable URLPath lrInput, @Nullable Long hashCode_) implements Serializable {
                        """)
                .contains("fields.get(\"LR_input\", OutputType.file())");
    }

    @Test
    void aReferenceWithATitleIsARecordToo() {
        assertThat(source(Models.pin("""
                        "Input": {"properties": {}},
                        "Output": {"title": "Output", "$ref": "#/components/schemas/ModelOutput"},
                        "ModelOutput": {"type": "object", "properties": {"speakers": {"$ref": "#/components/schemas/Speakers"}}},
                        "Speakers": {"type": "object", "properties": {"count": {"type": "integer"}}}
                        """)))
                .contains("public static Output call()")
                .contains("public record Output(@Nullable Speakers speakers)")
                .contains("public record Speakers(@Nullable Long count)");
    }

    @Test
    void aListOfObjectsIsAListOfRecords() {
        assertThat(source(Models.withOutput("""
                                {"type": "array", "items": {"type": "object", "properties": {"file": {"type": "string", "format": "uri"}}}}
                                """)))
                .contains("public static List<Output> call(String prompt)")
                .contains("OutputType.list(Output.TYPE)")
                .contains("public record Output(@Nullable URLPath file)");
    }

    @Test
    void nestedObjectsOfOneNameStayApart() {
        assertThat(source(Models.withOutput("""
                                {"type": "object", "properties": {
                                  "left": {"type": "object", "properties": {"box": {"type": "object", "properties": {"x": {"type": "integer"}}}}},
                                  "right": {"type": "object", "properties": {"box": {"type": "object", "properties": {"y": {"type": "integer"}}}}}
                                }}
                                """)))
                .contains("public record Box(@Nullable Long x)")
                .contains("public record Box2(@Nullable Long y)")
                .contains("public record Right(@Nullable Box2 box)");
    }

    @Test
    void recursiveObjectsReferToThemselves() {
        assertThat(source(Models.pin("""
                        "Input": {"properties": {}},
                        "Output": {"$ref": "#/components/schemas/Node"},
                        "Node": {"type": "object", "properties": {
                          "name": {"type": "string"},
                          "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}}
                        }}
                        """)))
                .contains("public record Output(@Nullable String name,\n            @Nullable List<Output> children)")
                .contains("OutputType.list(Output.TYPE)");
    }

    @Test
    void endlessListsAndReferencesEnd() {
        assertThat(source(Models.pin("""
                        "Input": {"properties": {"a": {"$ref": "#/components/schemas/Loop"}, "b": {"$ref": "#/components/schemas/Lists"}}},
                        "Loop": {"$ref": "#/components/schemas/Loop"},
                        "Lists": {"type": "array", "items": {"$ref": "#/components/schemas/Lists"}},
                        "Output": {"$ref": "#/components/schemas/Output"}
                        """))).contains("public Input a(Object a)").contains("public Input b(List<?> b)");
    }

    @Test
    void referencesThatMultiplyAreCutShort() {
        StringBuilder components = new StringBuilder(
                "\"Input\": {\"properties\": {}}, \"Output\": {\"$ref\": \"#/components/schemas/A0\"}");
        for (int i = 0; i < 40; i++) {
            String next = "{\"$ref\": \"#/components/schemas/A" + (i + 1) + "\"}";
            components
                    .append(", \"A")
                    .append(i)
                    .append("\": {\"type\": \"object\", \"properties\": {\"left\": ")
                    .append(next)
                    .append(", \"right\": ")
                    .append(next)
                    .append(", \"other\": ")
                    .append(next)
                    .append("}}");
        }

        assertThat(source(Models.pin(components.toString()))).contains("public record Output(");
    }

    @Test
    void moreFieldsThanAConstructorTakesAreAMap() {
        String fields = String.join(
                ",",
                java.util.stream.IntStream.range(0, 255)
                        .mapToObj(i -> "\"f" + i + "\": {\"type\": \"integer\"}")
                        .toList());

        assertThat(source(Models.withOutput("{\"type\": \"object\", \"properties\": {" + fields + "}}")))
                .contains("public static Map<String, @Nullable Object> call(String prompt)");
    }

    @Test
    void aNullOutputIsNullWhereTheSchemaAllowsIt() throws Exception {
        Pin pin = Models.pin("""
                "Input": {"properties": {"prompt": {"type": "string"}}},
                "Output": {"anyOf": [{"$ref": "#/components/schemas/Result"}, {"type": "null"}]},
                "Result": {"type": "object", "properties": {"text": {"type": "string"}}}""");
        ModelDefinition<?, ?, ?> definition =
                (ModelDefinition<?, ?, ?>) Compilation.load(folder, List.of(Models.source(pin)))
                        .loadClass("com.acme.models.Model")
                        .getField("MODEL")
                        .get(null);

        assertThat(definition.decode(null)).isNull();
        assertThat(definition.decode(Map.of("text", "a"))).hasToString("Output[text=a]");
    }

    @Test
    void anObjectOfWhichNothingIsSaidIsAnyJson() throws Exception {
        Pin pin = Models.withOutput("{\"type\": \"array\", \"items\": {\"type\": \"object\"}}");
        ModelDefinition<?, ?, ?> definition =
                (ModelDefinition<?, ?, ?>) Compilation.load(folder, List.of(Models.source(pin)))
                        .loadClass("com.acme.models.Model")
                        .getField("MODEL")
                        .get(null);

        assertThat(definition.decode(List.of("a", 1L, Map.of("b", 2L)))).isEqualTo(List.of("a", 1L, Map.of("b", 2L)));
    }

    @Test
    void longNamesOfRecordsCompile() {
        String name = "AnObjectWhoseNameIsAsLongAsIsPossibleSinceItsAuthorSawNoReasonToKeepItShorter";

        assertThat(source(Models.pin("\"Input\": {\"properties\": {}}, \"%1$s\": {\"type\": \"object\", \"properties\":"
                                .formatted(name)
                        + "{\"a\": {\"type\": \"string\"}, \"b\": {\"$ref\": \"#/components/schemas/%1$s\"}}},"
                                .formatted(name)
                        + "\"Output\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/%s\"}}"
                                .formatted(name))))
                .contains("record " + name + "(");
    }

    private String source(Pin pin) {
        SourceFile source = Models.source(pin);
        Compilation.load(folder, List.of(source));
        return source.content();
    }
}
