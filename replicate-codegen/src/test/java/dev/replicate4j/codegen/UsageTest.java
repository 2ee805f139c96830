package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.testsupport.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The line of code in a generated class's Javadoc compiles as it stands. */
class UsageTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"integer\", \"minimum\": 5}",
                "{\"type\": \"number\", \"maximum\": 0.25}",
                "{\"type\": \"boolean\"}",
                "{\"type\": \"string\", \"format\": \"uri\"}",
                "{\"enum\": [\"a\", \"b\"]}",
                "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}",
                "{\"type\": \"array\", \"items\": {\"type\": \"array\", \"items\": {\"type\": \"number\"}}}",
                "{\"type\": \"array\", \"items\": {\"type\": \"string\", \"format\": \"uri\"}}",
                "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"boolean\"}}",
                "{\"type\": \"object\"}",
                "{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"array\", \"items\": {\"type\": \"string\"}}]}",
                "{}"
            })
    void anyArgumentCanBeShown(String schema) {
        compile(
                List.of(
                        Models.source(
                                Models.pin(
                                        "\"Input\": {\"required\": [\"x\"], \"properties\": {\"x\": " + schema
                                                + ", \"level\": {\"enum\": [1, 2], \"x-order\": 9}}}, \"Output\": {\"type\": \"array\", \"items\": {\"type\": \"integer\"}}"))));
    }

    @ParameterizedTest
    @MethodSource("dev.replicate4j.codegen.GoldenTest#cases")
    void goldenClassesShowTheirUse(Path golden) throws IOException {
        compile(List.of(Models.source(Pin.fromModel(java.nio.file.Files.readString(golden.resolve("model.json"))))));
    }

    @Test
    void corpusClassesShowTheirUse() {
        List<GenerationRequest.RequestedModel> models = new ArrayList<>();
        TestData.models()
                .forEach(json -> models.add(
                        new GenerationRequest.RequestedModel(Pin.fromModel(json), "M" + models.size(), null)));
        List<GenerationRequest.RequestedModel> sample = new ArrayList<>();
        for (int i = 0; i < models.size(); i += models.size() > 100 ? 8 : 1) {
            sample.add(models.get(i));
        }
        compile(Generator.generate(new GenerationRequest("com.acme.models", sample))
                .sources());
    }

    private void compile(List<SourceFile> sources) {
        List<SourceFile> all = new ArrayList<>(sources);
        for (SourceFile source : sources) {
            all.add(user(source, all.size()));
        }
        assertThat(Compilation.problems(folder, all))
                .filteredOn(problem -> problem.contains("error:"))
                .isEmpty();
    }

    private static SourceFile user(SourceFile source, int number) {
        String usage = source.content()
                .lines()
                .dropWhile(line -> !line.contains("<pre>{@code"))
                .skip(1)
                .findFirst()
                .orElseThrow()
                .substring(3);
        return new SourceFile("com/acme/User" + number + ".java", """
                package com.acme;
                import com.acme.models.*;
                import dev.replicate4j.URLPath;
                import java.nio.file.Path;
                import java.util.List;
                import java.util.Map;
                class User%d { void use() { %s } }
                """.formatted(number, usage));
    }
}
