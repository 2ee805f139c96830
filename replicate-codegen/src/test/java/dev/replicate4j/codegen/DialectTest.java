package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.pin.Pin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each dialect of Cog, by what the generated class says; every class is compiled. */
class DialectTest {

    @TempDir
    Path folder;

    @Test
    void rawPythonKeywordsAreBounds() {
        assertThat(inputs("""
                        "steps": {"type": "integer", "ge": 1, "le": 50},
                        "scale": {"type": "number", "gt": 0, "lt": 1.5},
                        "name": {"type": "string", "min_length": 2, "max_length": 8, "regex": "^[a-z]+$"}
                        """))
                .contains("put(\"steps\", steps, Bounds.range(1, 50))")
                .contains("Bounds.range(0.0, 1.5)")
                .contains("Bounds.length(2, 8)")
                .contains("number, more than 0 and less than 1.5")
                .contains("text, 2 to 8 characters, matching <code>^[a-z]+$</code> (Python)");
    }

    @Test
    void oneEndedBoundsLeaveTheOtherEndOpen() {
        assertThat(
                        inputs(
                                "\"n\": {\"type\": \"integer\", \"minimum\": 0}, \"x\": {\"type\": \"number\", \"maximum\": 2}"))
                .contains("Bounds.range(0, Long.MAX_VALUE)")
                .contains("Bounds.range(Double.NEGATIVE_INFINITY, 2.0)")
                .contains("integer, at least 0")
                .contains("number, at most 2");
    }

    @Test
    void boundsOfIntegersMayBeFractionsOrBeyondLong() {
        assertThat(inputs("""
                        "a": {"type": "integer", "minimum": 0.01},
                        "b": {"type": "integer", "minimum": 0, "maximum": 18446744073709552000},
                        "c": {"type": "integer", "exclusiveMinimum": 3, "exclusiveMaximum": 7}
                        """))
                .contains("put(\"a\", a, Bounds.range(1, Long.MAX_VALUE))")
                .contains("put(\"b\", b, Bounds.range(0, Long.MAX_VALUE))")
                .contains("integer, 0 to 18446744073709552000")
                .contains("put(\"c\", c, Bounds.range(4, 6))");
    }

    @Test
    void choicesStandInComponentsOrInline() {
        assertThat(source(Models.pin("""
                        "Input": {"properties": {
                          "size": {"allOf": [{"$ref": "#/components/schemas/size"}], "default": "1:1", "x-order": 0},
                          "mode": {"enum": ["fast", "good"], "type": "string", "x-order": 1},
                          "level": {"$ref": "#/components/schemas/level", "description": "How much", "x-order": 2}
                        }},
                        "size": {"enum": ["1:1", "16:9"], "type": "string", "description": "An enumeration."},
                        "level": {"enum": [1, 2, -1], "type": "integer"},
                        "Output": {"type": "string"}
                        """)))
                .contains("public Input size(Size size)")
                .contains("_1_1(\"1:1\")", "_16_9(\"16:9\")")
                .contains("public Input mode(Mode mode)")
                .contains("FAST(\"fast\")", "GOOD(\"good\")")
                .contains("public Input level(Level level)")
                .contains("_1(1)", "_2(2)", "MINUS_1(-1)")
                .contains("private final long wire;");
    }

    @Test
    void choicesOfEarlyCogFollowTheirDeclaredType() {
        assertThat(inputs("""
                        "side": {"type": "integer", "enum": ["64", "128"], "default": 64},
                        "temperature": {"type": "number", "enum": ["0.998", "1"]},
                        "flag": {"type": "boolean", "enum": ["True", "False"]},
                        "untyped": {"enum": ["a", "b"]}
                        """))
                .contains("_64(64)", "_128(128)")
                .contains("_0_998(0.998)", "_1_0(1.0)")
                .contains("public Input flag(boolean flag)")
                .contains("A(\"a\")", "B(\"b\")");
    }

    @Test
    void oddChoicesKeepTheirValues() {
        assertThat(inputs("""
                        "mixed": {"enum": [1, "1", 2.5, true, null, ""]},
                        "floats": {"type": "number", "enum": [0.5, 1]},
                        "only_null": {"type": "string", "enum": [null]},
                        "twice": {"type": "string", "enum": ["40", "40"]},
                        "dash": {"type": "string", "enum": ["-", "+", "F", "F#", "DPM SDE", "DPM++ SDE", "男声", "a", "A"]},
                        "objects": {"enum": [{"a": 1}, [2]]},
                        "single": {"const": "x"}
                        """))
                .contains("_1(1L)", "_1_2(\"1\")", "_2_5(2.5)", "TRUE(true)", "EMPTY(\"\")")
                .contains("_0_5(0.5)", "_1_0(1.0)")
                .contains("public Input onlyNull(String onlyNull)")
                .containsOnlyOnce("_40(\"40\")")
                .contains("HYPHEN_MINUS(\"-\")", "PLUS(\"+\")", "F(\"F\")", "F_SHARP(\"F#\")")
                .contains("DPM_SDE(\"DPM SDE\")", "DPM_PLUS_PLUS_SDE(\"DPM++ SDE\")", "男声(\"男声\")")
                .contains("A(\"a\")", "A_2(\"A\")")
                .contains("public Input objects(Object objects)")
                .contains("X(\"x\")");
    }

    @Test
    void moreValuesThanAnEnumHoldsArePlain() {
        String values = String.join(
                ", ",
                java.util.stream.IntStream.range(0, 3_000)
                        .mapToObj(i -> "\"v" + i + "\"")
                        .toList());
        Pin pin = Models.withInputs("\"voice\": {\"type\": \"string\", \"enum\": [" + values + "]}");

        assertThat(source(pin)).contains("public Input voice(String voice)");
        assertThat(Generator.generate(GenerationRequest.of("com.acme", List.of(pin)))
                        .diagnostics())
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.tag()).isEqualTo("TooManyValues"));
    }

    @Test
    void anEnumOfTwoThousandValuesCompiles() {
        String values = String.join(
                ", ",
                java.util.stream.IntStream.range(0, 2_499)
                        .mapToObj(i -> String.valueOf(i * 1_000_003L))
                        .toList());

        assertThat(inputs("\"seed\": {\"enum\": [" + values + "]}, \"names\": {\"enum\": [\"x\", " + values + "]}"))
                .contains("_1000003(1000003)", "_1000003(1000003L)");
    }

    @Test
    void unionsOfInputsAreOverloads() {
        assertThat(source(Models.pin("""
                        "Input": {"required": ["text"], "properties": {
                          "text": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}], "x-order": 0},
                          "seed": {"anyOf": [{"type": "integer"}, {"type": "null"}], "x-order": 1},
                          "size": {"oneOf": [{"type": "integer"}, {"type": "number"}, {"type": "string"}], "x-order": 2},
                          "lists": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "integer"}}], "x-order": 3},
                          "types": {"type": ["string", "integer", "null"], "x-order": 4},
                          "maybe": {"type": ["string", "null"], "x-order": 5}
                        }},
                        "Output": {"type": "string"}
                        """)))
                .contains("public static String call(String text)", "public static String call(List<String> text)")
                .contains("public static Input with(List<String> text)")
                .contains("public Input seed(long seed)")
                .contains(
                        "public Input size(long size)",
                        "public Input size(double size)",
                        "public Input size(String size)")
                .contains("public Input lists(List<?> lists)")
                .contains("public Input types(String types)", "public Input types(long types)")
                .contains("public Input maybe(String maybe)");
    }

    @Test
    void collectionsOfInputsAreTyped() {
        assertThat(inputs("""
                        "images": {"type": "array", "items": {"type": "string", "format": "uri"}, "minItems": 1, "maxItems": 4},
                        "weights": {"type": "array", "items": {"type": "number"}},
                        "modes": {"type": "array", "items": {"enum": ["a", "b"], "type": "string"}},
                        "grid": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
                        "anything": {"type": "array"},
                        "options": {"type": "object", "additionalProperties": {"type": "number"}},
                        "settings": {"type": "object"},
                        "box": {"type": "object", "properties": {"x": {"type": "integer"}, "y": {"type": "integer"}}},
                        "unknown": {}
                        """))
                .contains(
                        "@Bounded(name = \"images\", minItems = 1, maxItems = 4) List<? extends Path> images)",
                        "Bounds.items(1, 4)")
                .contains("public Input weights(List<Double> weights)")
                .contains("public Input modes(List<Modes> modes)")
                .contains("public Input grid(List<? extends List<Long>> grid)")
                .contains("public Input anything(List<?> anything)")
                .contains("public Input options(Map<String, Double> options)")
                .contains("public Input settings(Map<String, ?> settings)")
                .contains("public Input box(Map<String, ?> box)")
                .contains("public Input unknown(Object unknown)");
    }

    @Test
    void marksOfNewerCogAreKept() {
        assertThat(inputs("""
                        "old": {"type": "string", "deprecated": true, "x-order": 0},
                        "image": {"type": "string", "format": "uri", "x-cog-accept": "image/*", "x-order": 1},
                        "token": {"type": "string", "format": "password", "x-cog-secret": true, "writeOnly": true, "x-order": 2},
                        "maybe": {"type": "integer", "nullable": true, "x-order": 3}
                        """))
                .contains("@Deprecated")
                .contains("@deprecated The model's author advises against this input.")
                .contains("file, of type <code>image/*</code>")
                .contains(".secrets(\"token\")")
                .contains("@param token {@code token}: secret text");
    }

    @Test
    void ofTwoBoundsTheStandardsCounts() {
        assertThat(inputs("""
                        "steps": {"type": "integer", "ge": 5, "minimum": 1, "le": 50, "maximum": 100},
                        "name": {"type": "string", "min_length": 3, "minLength": 2, "maxLength": 7, "max_length": 9}
                        """)).contains("Bounds.range(1, 100)", "Bounds.length(2, 7)");
    }

    @Test
    void defaultsThatContradictTheirTypeDoNoHarm() {
        assertThat(inputs("""
                        "latent_scale": {"type": "integer", "default": 13.5},
                        "image": {"type": "string", "format": "uri", "default": "Input image"},
                        "mode": {"type": "string", "enum": ["a"], "default": 64},
                        "x": {"type": "integer", "default": null},
                        "empty": {"type": "string", "default": ""}
                        """))
                .contains("public Input latentScale(long latentScale)")
                .contains("{@code empty}: text, default empty");
    }

    @Test
    void aDefaultOrNullableMakesAnInputOptional() {
        Pin pin = Models.pin("""
                "Input": {"required": ["a", "b", "c"], "properties": {
                  "a": {"type": "string"},
                  "b": {"type": "string", "default": "x"},
                  "c": {"nullable": true, "anyOf": [{"type": "string"}, {"type": "integer"}]}
                }}, "Output": {"type": "string"}
                """);

        assertThat(pin.arguments()).containsExactly("a");
    }

    @Test
    void documentsMayBeEmptyOrAbsent() {
        assertThat(source(Models.pin(""))).contains("public static @Nullable Object call()");
        Pin absent = Pin.fromModel(
                "{\"owner\": \"acme\", \"name\": \"model\", \"latest_version\": {\"id\": \"1\", \"openapi_schema\": null}}");
        assertThat(source(absent)).contains("public static Input with()");
    }

    @Test
    void schemasMayBeNonsense() {
        assertThat(inputs("""
                        "a": true, "b": null, "c": "text", "d": [], "e": {"type": "NamedEmbedding"}, "f": {"type": 7},
                        "g": {"$ref": "#/components/schemas/Missing"}, "h": {"allOf": []}, "i": {"enum": []},
                        "j": {"type": "string", "minLength": "x", "maximum": "y"}, "k": {"items": 5, "type": "array"},
                        "l": {"properties": 3}, "m": {"type": "integer", "minimum": 1e400},
                        "n": {"enum": [1e400, 1, 2]}, "o": {"type": "integer", "enum": ["1e999999999", "5"]},
                        "p": {"type": "number", "default": 1e400}
                        """))
                .contains("public Input a(Object a)")
                .contains("public Input e(Object e)")
                .contains("public Input g(Object g)")
                .contains("public Input j(String j)")
                .contains("public Input k(List<?> k)");
    }

    @Test
    void localDefinitionsAreFound() {
        assertThat(source(Models.pin("""
                        "Input": {"properties": {"mode": {"$ref": "#/components/schemas/Input/$defs/Mode"}},
                                  "$defs": {"Mode": {"enum": ["a", "b"], "type": "string"}}},
                        "Output": {"type": "string"}
                        """))).contains("public Input mode(Mode mode)");
    }

    @Test
    void aThousandInputsCompile() {
        StringBuilder properties = new StringBuilder();
        StringBuilder required = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            properties.append(i == 0 ? "" : ",").append("\"in_").append(i).append("\": {\"type\": \"integer\"}");
            required.append(i == 0 ? "" : ",").append("\"in_").append(i).append('"');
        }
        Pin pin = Models.pin("\"Input\": {\"required\": [" + required + "], \"properties\": {" + properties
                + "}}, \"Output\": {\"type\": \"string\"}");

        assertThat(source(pin)).contains("private Input in0(long in0)").contains("public Input in999(long in999)");
    }

    private String inputs(String properties) {
        return source(Models.withInputs(properties));
    }

    @Test
    void mediaTypesOfFilesAreDocumentedWhereverAFileIsGiven() {
        String source = source(Models.pin("""
                "Input": {"required": ["image"], "properties": {
                  "image": {"type": "string", "format": "uri", "description": "A picture", "x-cog-accept": "image/*", "x-order": 0},
                  "sounds": {"type": "array", "items": {"type": "string", "format": "uri", "x-cog-accept": "audio/*"}, "x-order": 1}}},
                "Output": {"type": "string"}"""));

        assertThat(source)
                .contains("@param image A picture (of type <code>image/*</code>)")
                .contains("list of files, of type <code>audio/*</code>");
    }

    private String source(Pin pin) {
        SourceFile source = Models.source(pin);
        Compilation.load(folder, List.of(source));
        return source.content();
    }
}
