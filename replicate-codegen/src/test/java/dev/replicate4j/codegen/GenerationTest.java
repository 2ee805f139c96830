package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.codegen.Diagnostic.Severity;
import dev.replicate4j.codegen.GenerationRequest.RequestedModel;
import dev.replicate4j.codegen.pin.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may ask for, what is said where it makes no sense, and what reaches the disk. */
class GenerationTest {

    private static final Pin PAINTER = Models.pin("painter", "0.13.6", """
            "Input": {"required": ["prompt"], "properties": {"prompt": {"type": "string"}, "seed": {"type": "integer"}}},
            "Output": {"type": "string"}
            """);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "flux-dev, FluxDev",
        "meta-llama-3-8b-instruct, MetaLlama3_8bInstruct",
        "stable-diffusion-3.5-large, StableDiffusion3_5Large",
        "7b_model, _7bModel",
        "gfpgan, Gfpgan",
        "GFPGAN, GFPGAN",
        "list, List_",
        "input, Input_",
        "clip_features.v2, ClipFeaturesV2"
    })
    void aClassIsNamedAfterItsModel(String name, String className) {
        assertThat(Models.source(Models.pin(name, "1.0", "")).path())
                .isEqualTo("com/acme/models/" + className + ".java");
    }

    @Test
    void argumentsOfTheRequestArePositional() {
        Generation generation = generate(new RequestedModel(PAINTER, "Artist", List.of("prompt", "seed")));

        assertThat(generation.isComplete()).isTrue();
        assertThat(generation.sources().get(0).path()).isEqualTo("com/acme/models/Artist.java");
        assertThat(generation.sources().get(0).content())
                .contains("public static String call(String prompt, long seed)")
                .contains("private Input prompt(String prompt)")
                .contains("public Input seed(long seed)");
    }

    @Test
    void aRequiredInputThatIsLeftOutIsAnError() {
        assertThat(generate(new RequestedModel(PAINTER, null, List.of("seed"))).diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "[MissingArgument] The arguments of acme/painter must name every required input, but leave out"
                                + " \"prompt\". Add it: <arguments>seed, prompt</arguments>");
    }

    @Test
    void anUnknownArgumentIsAnErrorThatListsTheInputs() {
        assertThat(generate(new RequestedModel(PAINTER, null, List.of("prompt", "sede")))
                        .diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "[UnknownArgument] The arguments of acme/painter must be inputs of the model, but \"sede\" is none."
                                + " The inputs are: prompt, seed.");
    }

    @Test
    void oneBrokenModelDoesNotStopTheOthers() {
        Generation generation = generate(
                new RequestedModel(PAINTER, null, List.of("prompt", "prompt")),
                new RequestedModel(PAINTER, "Good", null),
                new RequestedModel(PAINTER, "1Bad", null));

        assertThat(generation.sources()).extracting(SourceFile::path).containsExactly("com/acme/models/Good.java");
        assertThat(generation.diagnostics())
                .extracting(Diagnostic::tag)
                .containsExactly("RepeatedArgument", "IllegalClassName");
        assertThat(generation.isComplete()).isFalse();
    }

    @Test
    void twoModelsOfOneClassAreAnErrorThatShowsTheWayOut() {
        Pin twin = Models.pin("Painter", "1.0", "");

        assertThat(generate(RequestedModel.of(PAINTER), RequestedModel.of(twin)).diagnostics())
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .contains("acme/painter and acme/Painter would both be generated as the class Painter")
                .contains("<model><ref>acme/Painter</ref><className>AcmePainter</className></model>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com..acme", "com.class", "../evil", "com/acme", "com.acme;", "1.b", "com.acmé"})
    void aPackageMustBeOne(String name) {
        Generation generation = Generator.generate(GenerationRequest.of(name, List.of(PAINTER)));

        assertThat(generation.sources()).isEmpty();
        assertThat(generation.diagnostics()).extracting(Diagnostic::tag).containsExactly("IllegalPackage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "class", "a.b", "../X", "X Y", "X;", "String", "Ä"})
    void aClassNameMustBeOne(String name) {
        assertThat(generate(new RequestedModel(PAINTER, name, null)).diagnostics())
                .extracting(Diagnostic::tag)
                .containsExactly("IllegalClassName");
    }

    @Test
    void whatIsUntypedIsSaidOnce() {
        Pin vague = Models.withInputs("\"a\": {}, \"b\": {\"type\": \"Any\"}");

        assertThat(generate(RequestedModel.of(vague)).diagnostics())
                .singleElement()
                .satisfies(diagnostic -> {
                    assertThat(diagnostic.severity()).isEqualTo(Severity.WARNING);
                    assertThat(diagnostic.toString())
                            .startsWith("[UntypedInput] Inputs of acme/model that take any value")
                            .contains("\"a\", \"b\"");
                });
    }

    @Test
    void theModelOfTheGeneratorIsJson() {
        assertThat(Generator.describe(GenerationRequest.of("com.acme.models", List.of(PAINTER)))
                        .get("acme/painter"))
                .contains("\"name\" : \"Painter\"".replace(" :", ":"))
                .contains("\"wire\": \"prompt\"");
    }

    @Test
    void anUnchangedGenerationTouchesNothing() throws IOException {
        Generation generation = generate(RequestedModel.of(PAINTER));
        assertThat(generation.writeTo(folder).written()).hasSize(1);
        Path file = folder.resolve("com/acme/models/Painter.java");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        Generation.Changes again = generation.writeTo(folder);

        assertThat(again.written()).isEmpty();
        assertThat(again.removed()).isEmpty();
        assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();
    }

    @Test
    void onlyFilesOfTheGeneratorAreRemoved() throws IOException {
        generate(RequestedModel.of(PAINTER)).writeTo(folder);
        Path foreign = Files.writeString(
                folder.resolve("com/acme/models/Mine.java"), "package com.acme.models; class Mine {}");
        Path binary = Files.write(folder.resolve("com/acme/models/Odd.java"), new byte[] {(byte) 0xff, (byte) 0xfe});

        Generation.Changes changes =
                generate(new RequestedModel(PAINTER, "Artist", null)).writeTo(folder);

        assertThat(changes.removed()).containsExactly(folder.resolve("com/acme/models/Painter.java"));
        assertThat(foreign).exists();
        assertThat(binary).exists();
        assertThat(folder.resolve("com/acme/models/Artist.java")).exists();
    }

    @Test
    void nothingIsWrittenOutsideTheFolder() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path inside = Files.createDirectories(folder.resolve("inside"));
        for (String path : List.of("../outside/X.java", "/tmp/X.java", "a/../../outside/X.java", "..", "", "x\0y")) {
            Generation generation = new Generation(List.of(new SourceFile(path, "class X {}")), List.of());
            assertThatThrownBy(() -> generation.writeTo(inside))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("[PathOutside]");
        }
        Files.createSymbolicLink(inside.resolve("com"), outside);
        assertThatThrownBy(() -> generate(RequestedModel.of(PAINTER)).writeTo(inside))
                .hasMessageContaining("[PathOutside]");
        assertThat(outside).isEmptyDirectory();
    }

    private static Generation generate(RequestedModel... models) {
        return Generator.generate(new GenerationRequest("com.acme.models", List.of(models)));
    }
}
