package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.ModelInput;
import dev.replicate4j.codegen.internal.json.PlainJson;
import dev.replicate4j.codegen.pin.Pin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of a schema ends up in comments and literals, and stays there. */
class HostileTextTest {

    private static final List<String> WEAPONS = List.of(
            "*/",
            "*\\u002f",
            "\\u002a/",
            "\\u002a\\u002f",
            "\\uu002a\\uuu002f",
            "*&#47;",
            "&#42;/",
            "*\n/",
            "**/",
            "/*",
            "/**",
            "//",
            "{@link X}",
            "{@code",
            "}",
            "{",
            "@param x",
            "@deprecated",
            "\n@return y",
            "<script>",
            "</code>",
            "<b",
            "&amp;",
            "&",
            "&#x2a;/",
            "\"",
            "\\\"",
            "\\",
            "\\\\u0022",
            "\\u0022",
            "\\n",
            "\"; Runtime.getRuntime().exit(1); \"",
            "'",
            "`",
            "$T",
            "$L",
            "$S",
            "$$",
            "$1L",
            "$[",
            "$]",
            "$>",
            "$<",
            "$W",
            "$Z",
            "%s",
            "${x}",
            "\r",
            "\n\n",
            "\t",
            "\0",
            "\u001a",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u202e",
            "\u2066",
            "\ufeff",
            "\ud800",
            "\udc00",
            "\ud83d\ude00",
            "\u200b",
            "\u00e9",
            "男",
            "",
            " ",
            "import java.io.*;",
            "class X {",
            "public record X(",
            "return;",
            ") {",
            "= {",
            "\"\"\"",
            "../../etc",
            "C:\\users",
            "a.b.c");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/ class Injected {} /*",
                "\\u002a\\u002f class Injected {} /*",
                "*\\u002f",
                "\\",
                "trailing *",
                "/",
                "{@inheritDoc} {@link String} @author me",
                "<script>alert(1)</script> & < >",
                "$T $L $S ${x} $$",
                "\"\"\" \" \\\" '",
                "\u202e\u2066 reversed",
                "one\r\n\r\n@param two three"
            })
    void aDescriptionStaysInItsComment(String text) {
        Compilation.load(folder, List.of(hostile(text)));

        assertThat(folder).isDirectoryNotContaining("glob:**Injected*");
        assertThat(folder.resolve("com/acme/models")).isDirectoryNotContaining("glob:**Injected*");
    }

    @Property(tries = 150)
    void nothingButCommentsAndLiteralsDiffers(@ForAll("texts") String text) throws Exception {
        Path classes = Files.createTempDirectory("hostile");
        SourceFile source = hostile(text);

        ClassLoader loaded = Compilation.load(classes, List.of(source));

        assertThat(skeleton(source.content()))
                .isEqualTo(skeleton(hostile("plain").content()));
        ModelInput<?, ?, ?> example = (ModelInput<?, ?, ?>) loaded.loadClass("com.acme.models.Model")
                .getMethod("defaultExample")
                .invoke(null);
        assertThat(example.values()).containsEntry("prompt", text);
    }

    /** javac takes the two backslashes after a lone surrogate for the beginning of an escape. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u002a/", "\\n", "\\\\", "\\", "\"", "\n", "\u0001", "7", "\\7", "u002a"})
    void halvesOfPairsChangeNothingAfterThem(String text) throws Exception {
        String odd = "\ud800" + text + "\udc00" + text + "\udbff";

        ClassLoader loaded = Compilation.load(folder, List.of(hostile(odd)));

        ModelInput<?, ?, ?> example = (ModelInput<?, ?, ?>) loaded.loadClass("com.acme.models.Model")
                .getMethod("defaultExample")
                .invoke(null);
        assertThat(example.values()).containsEntry("prompt", odd);
    }

    @Property(tries = 60)
    void anyNameAndValueCompiles(@ForAll("texts") String name, @ForAll("texts") String value) throws Exception {
        Map<String, Object> input = Map.of(
                "type", "object",
                "required", List.of(name),
                "properties",
                        Map.of(
                                name,
                                Map.of("type", "string"),
                                name + "'",
                                Map.of("enum", List.of(value, value + "!", "a"))));
        Map<String, Object> output = Map.of("type", "object", "properties", Map.of(name, Map.of("type", "string")));
        Pin pin = pin(Map.of("Input", input, "Output", output), "A model.", Map.of());

        Compilation.load(Files.createTempDirectory("hostile"), List.of(Models.source(pin)));
    }

    @Test
    void textsBeyondTheLimitOfAConstantCompile() throws Exception {
        String text = "男\"\\\n".repeat(50_000);

        ClassLoader loaded = Compilation.load(folder, List.of(hostile(text)));

        ModelInput<?, ?, ?> example = (ModelInput<?, ?, ?>) loaded.loadClass("com.acme.models.Model")
                .getMethod("defaultExample")
                .invoke(null);
        assertThat(example.values()).containsEntry("prompt", text);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(WEAPONS),
                Arbitraries.strings().all().ofMaxLength(4),
                Arbitraries.strings().alpha().ofMaxLength(6));
        return pieces.list().ofMaxSize(6).map(list -> String.join("", list));
    }

    /** A model that says the text wherever a schema can say one. */
    private static SourceFile hostile(String text) {
        Map<String, Object> prompt =
                Map.of("type", "string", "description", text, "title", text, "default", text, "pattern", text);
        Map<String, Object> image =
                Map.of("type", "string", "format", "uri", "description", text, "x-cog-accept", text);
        Map<String, Object> mode = Map.of("enum", List.of("a", "b"), "description", text, "default", text);
        Map<String, Object> input = Map.of(
                "type",
                "object",
                "description",
                text,
                "required",
                List.of("image"),
                "properties",
                Map.of("prompt", prompt, "image", image, "mode", mode));
        Map<String, Object> output = Map.of(
                "type",
                "object",
                "description",
                text,
                "properties",
                Map.of("words", Map.of("type", "string", "description", text)));
        return Models.source(pin(Map.of("Input", input, "Output", output), text, Map.of("prompt", text)));
    }

    private static Pin pin(Map<String, Object> schemas, String description, Map<String, Object> example) {
        return Pin.fromModel(PlainJson.compact(Map.of(
                "owner",
                "acme",
                "name",
                "model",
                "description",
                description,
                "default_example",
                Map.of("input", example),
                "latest_version",
                Map.of("id", "0123", "openapi_schema", Map.of("components", Map.of("schemas", schemas))))));
    }

    /** The code without comments, literals and white space. */
    private static String skeleton(String source) {
        List<String> code = new ArrayList<>();
        boolean comment = false;
        for (String line : source.lines().toList()) {
            String stripped = line.strip();
            comment |= stripped.startsWith("/**");
            if (!comment) {
                code.add(stripped.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "\"\""));
            }
            comment &= !stripped.endsWith("*/");
        }
        return String.join(" ", code).replaceAll("\\s+", " ");
    }
}
