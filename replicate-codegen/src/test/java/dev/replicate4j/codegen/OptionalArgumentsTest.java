package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.pin.Pin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments that are optional and stand at the end may be left out. */
class OptionalArgumentsTest {

    @TempDir
    Path folder;

    @Test
    void optionalArgumentsAtTheEndMayBeLeftOut() {
        Pin pin = Models.pin("""
                "Input": {"required": ["prompt"], "properties": {
                  "prompt": {"type": "string", "x-order": 0},
                  "seed": {"type": "integer", "x-order": 1},
                  "image": {"type": "string", "format": "uri", "x-order": 2},
                  "anything": {"x-order": 3},
                  "steps": {"type": "integer", "x-order": 4}}},
                "Output": {"type": "string"}""").withArguments(List.of("prompt", "seed", "image", "anything"));

        compile(pin, """
                UnaryOperator<Model.Input> kept = in -> in.steps(3);
                Model.call("a cat");
                Model.call("a cat", 42);
                Model.call("a cat", 42, Path.of("x.png"));
                Model.call("a cat", 42, Path.of("x.png"), "anything");
                Model.call("a cat", in -> in.steps(3));
                Model.call("a cat", 42, in -> in.steps(3));
                Model.call("a cat", 42, Path.of("x.png"), in -> in.steps(3));
                Model.call("a cat", 42, Path.of("x.png"), kept);
                Model.call("a cat", 42, Path.of("x.png"), "anything", kept);
                Model.with("a cat").call();
                Model.with("a cat", 42).call();
                Model.stream("a cat").close();
                Model.stream("a cat", 42).close();
                Model.stream("a cat", 42, in -> in.steps(3)).close();
                """);
        assertThat(Models.source(pin).content()).doesNotContain(" call() {", " call(UnaryOperator");
    }

    @Test
    void anOptionalArgumentBeforeARequiredOneStays() {
        Pin pin = Models.pin("""
                "Input": {"required": ["b"], "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}},
                "Output": {"type": "string"}""").withArguments(List.of("a", "b"));

        assertThat(Models.source(pin).content())
                .contains(" call(long a, String b) {")
                .doesNotContain(" call(long a) {", " call() {");
    }

    @Test
    void unionsAmongOptionalArgumentsAreNeverAmbiguous() {
        Pin pin = Models.pin("""
                "Input": {"required": ["a"], "properties": {
                  "a": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
                  "b": {"anyOf": [{"type": "integer"}, {"type": "number"}]}}},
                "Output": {"type": "string"}""").withArguments(List.of("a", "b"));

        compile(pin, """
                Model.call("a");
                Model.call(List.of("a"));
                Model.call("a", 1);
                Model.call("a", 1.5);
                Model.call(List.of("a"), 1, in -> in);
                """);
    }

    @Test
    void manyOptionalArgumentsStayReadable() {
        StringBuilder properties = new StringBuilder();
        List<String> names =
                java.util.stream.IntStream.range(0, 100).mapToObj(i -> "p" + i).toList();
        names.forEach(name -> properties
                .append(properties.isEmpty() ? "" : ", ")
                .append("\"%s\": {\"type\": \"string\", \"x-order\": %s}".formatted(name, name.substring(1))));
        Pin pin = Models.withInputs(properties.toString()).withArguments(names);

        assertThat(Models.source(pin).content().split(" call\\(", -1)).hasSizeLessThan(30);
    }

    private void compile(Pin pin, String code) {
        SourceFile user = new SourceFile("com/acme/User.java", """
                package com.acme;
                import com.acme.models.Model;
                import java.nio.file.Path;
                import java.util.List;
                import java.util.function.UnaryOperator;
                class User { void use() { %s } }
                """.formatted(code));

        assertThat(Compilation.problems(folder, List.of(Models.source(pin), user)))
                .isEmpty();
    }
}
