package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.ModelInput;
import dev.replicate4j.TrainingModelInput;
import dev.replicate4j.codegen.pin.Pin;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs may be called whatever Python allows, or a schema's author likes. */
class ReservedNamesTest {

    @TempDir
    Path folder;

    @Test
    void noSetterHidesAMemberOfTheRuntimeOrOfObject() {
        List<String> members = Stream.of(ModelInput.class, TrainingModelInput.class, Object.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .filter(name -> name.matches("[a-zA-Z]+"))
                .distinct()
                .toList();

        String source = compiled(members);

        assertThat(members)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(source).contains("public Input " + name + "_(String"));
    }

    @Test
    void namesOfOutputsHideNoTypeThatTheClassSpeaksOf() {
        Pin pin = Models.pin("""
                "Input": {"properties": {"MODEL": {"enum": ["a", "b"]}, "TYPE": {"enum": ["a", "b"], "x-order": 1}}},
                "Output": {"type": "object", "properties": {
                  "3d": {"type": "object", "properties": {"3d": {"type": "string"}, "TYPE": {"type": "integer"}}},
                  "serialVersionUID": {"type": "string"},
                  "fields": {"$ref": "#/components/schemas/TYPE"},
                  "model": {"$ref": "#/components/schemas/MODEL"}}},
                "TYPE": {"type": "object", "properties": {"a": {"type": "string"}}},
                "MODEL": {"type": "object", "properties": {"a": {"type": "integer"}}}""");

        Compilation.load(folder, List.of(Models.source(pin)));

        assertThat(Models.source(pin).content())
                .contains("public enum MODEL_ ", "public enum TYPE_ ", "record _3d(", "@Nullable _3d _3d_,")
                .contains("@Nullable String serialVersionUID_");
    }

    /** Windows takes them for devices, whatever follows after a dot. */
    @ParameterizedTest
    @ValueSource(strings = {"con", "aux", "NUL", "com1", "lpt9"})
    void noFileHasTheNameOfADevice(String name) {
        Pin pin = Models.pin(name, "0.13.6", "\"Input\": {}");

        assertThat(pin.path()).isEqualTo("acme/" + name + "~.json");
        assertThat(Models.source(pin).path()).endsWith("_.java");
        assertThat(Generator.generate(new GenerationRequest(
                                "com.acme", List.of(new GenerationRequest.RequestedModel(pin, name, null))))
                        .isComplete())
                .isFalse();
    }

    @Test
    void keywordsAreEscaped() {
        List<String> keywords = List.of(
                "abstract",
                "assert",
                "boolean",
                "class",
                "const",
                "default",
                "enum",
                "false",
                "goto",
                "int",
                "new",
                "null",
                "package",
                "super",
                "switch",
                "this",
                "true",
                "void",
                "_",
                "yield");

        String source = compiled(keywords);

        assertThat(source).contains("public Input default_(String default_)", "public Input yield_(String yield_)");
    }

    @Test
    void contextualWordsAreOrdinaryNames() {
        assertThat(compiled(List.of(
                        "var", "record", "sealed", "permits", "when", "module", "open", "with", "to", "exports",
                        "inputs", "options", "fields", "wire", "MODEL", "main")))
                .contains("public Input record(String record)", "public Input var(String var)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input",
                "output",
                "list",
                "map",
                "path",
                "string",
                "object",
                "double",
                "long",
                "override",
                "model",
                "Model",
                "MODEL",
                "model_input",
                "url_path",
                "URLPath",
                "bounds",
                "serializable",
                "nullable",
                "training_input",
                "unary_operator",
                "enum",
                "record",
                "integer",
                "system",
                "class"
            })
    void choicesMayBeCalledLikeTypes(String name) {
        String choice = "{\"enum\": [\"a\", \"values\", \"wire\", \"valueOf\", \"name\", \"ordinal\", \"class\"]}";
        SourceFile source = Models.source(
                Models.pin("\"Input\": {\"required\": [\"" + name + "\"], \"properties\": {\"" + name + "\": " + choice
                        + ", \"seed\": {\"type\": \"integer\", \"minimum\": 1}, \"files\": {\"type\": \"array\", \"items\": {\"type\": \"string\","
                        + " \"format\": \"uri\"}}}}, \"Output\": {\"properties\": {\"" + name
                        + "\": {\"properties\": {\"x\": {}}}}}"));

        Compilation.load(folder, List.of(source));
    }

    private String compiled(List<String> names) {
        String properties = names.stream()
                .map(name -> "\"" + name + "\": {\"type\": \"string\"}")
                .collect(Collectors.joining(", "));
        String required = names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        SourceFile optional = Models.source(Models.withInputs(properties));
        SourceFile demanded = Models.source(Models.pin(
                "demanding",
                "1.0",
                "\"Input\": {\"required\": [" + required + "], \"properties\": {" + properties
                        + "}}, \"Output\": {\"properties\": {" + properties + "}}"));
        Compilation.load(folder, List.of(optional, demanded));
        return optional.content();
    }
}
