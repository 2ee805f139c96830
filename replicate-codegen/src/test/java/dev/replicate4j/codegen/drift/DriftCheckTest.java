package dev.replicate4j.codegen.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.fetch.FetchSettings;
import dev.replicate4j.codegen.pin.ModelDeclaration;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.Problems;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCheckTest {

    private static final String PROMPT = "\"prompt\": {\"type\": \"string\", \"x-order\": 0}";

    private static final String TEXT = "{\"type\": \"string\"}";

    private static final String SEED = ", \"seed\": {\"type\": \"integer\", \"x-order\": 1}";

    @TempDir
    private Path project;

    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void pin() throws IOException {
        pin("pins", "1", PROMPT + SEED, "\"prompt\"", TEXT);
    }

    @Test
    void aNewRequiredInputBreaksEveryCall() throws IOException {
        pin("next", "2", PROMPT + SEED + ", \"voice\": {\"type\": \"string\"}", "\"prompt\", \"voice\"", TEXT);
        source("static String say() {", "    return Model.call(\"hello\");", "}");

        assertThat(run((String) null, ChangeSeverity.BREAKING).message())
                .startsWith("[Drift] The models have breaking changes:");
        assertThat(log)
                .contains("- breaking: input voice is new and required: text")
                .anyMatch(line ->
                        line.startsWith("  - src/App.java:5: no suitable method found for call(java.lang.String)"));
    }

    @Test
    void eachChangeIsChargedWithItsOwnLines() throws IOException {
        pin("next", "2", PROMPT, "\"prompt\"", "{\"type\": \"integer\"}");
        source(
                "static String say() {",
                "    return Model.call(\"hello\");",
                "}",
                "static Object seeded() {",
                "    return Model.with(\"hello\").seed(1);",
                "}");

        run((String) null, ChangeSeverity.BREAKING);

        List<String> lines = log;
        assertThat(lines.get(lines.indexOf("- breaking: input seed is gone") + 1))
                .startsWith("  - src/App.java:8: ");
        assertThat(lines.get(lines.indexOf("- breaking: output was text and becomes integer") + 1))
                .startsWith("  - src/App.java:5: ");
        assertThat(lines).filteredOn(line -> line.startsWith("  - ")).hasSize(2);
    }

    @Test
    void whatDoesNotCompileTodayIsNoChangesFault() throws IOException {
        pin("next", "2", PROMPT, "\"prompt\"", TEXT);
        source("static Object say() {", "    return Missing.call(Model.call(\"hello\"));", "}");

        assertThat(run((String) null, ChangeSeverity.BREAKING).isEmpty()).isTrue();
        assertThat(log).contains("- harmless here: input seed is gone; no line of this project uses it");
    }

    @Test
    void argumentsOfThePomThatGoAreALineOfThePom() throws IOException {
        pin("next", "2", PROMPT, "\"prompt\"", TEXT);
        source("static Object say() {", "    return Model.call(\"hello\", 1);", "}");

        run("prompt, seed", ChangeSeverity.BREAKING);

        assertThat(log)
                .anyMatch(line -> line.startsWith("  - pom.xml: [UnknownArgument]") && line.contains("\"seed\""));
    }

    @Test
    void anotherVersionOfTheSameSchemaIsNoChange() throws IOException {
        pin("next", "2", PROMPT + SEED, "\"prompt\"", TEXT);

        assertThat(run((String) null, ChangeSeverity.DOCUMENTATION).isEmpty()).isTrue();
        assertThat(log).containsExactly("acme/model: version 1 -> 2, same schema", "0 of 1 model has changed");
    }

    @Test
    void textOfASchemaCanNotMoveTheTerminal() throws IOException {
        pin(
                "next",
                "2",
                PROMPT + SEED + ", \"size\": {\"type\": \"string\", \"enum\": [\"\\u001b[31mL\\n\"]}",
                "\"prompt\"",
                TEXT);

        run((String) null, null);

        assertThat(log).contains("- compatible: input size is new: one of \"?[31mL?\"");
    }

    @Test
    void theLimitDecidesWhatFails() throws IOException {
        pin("next", "2", PROMPT + SEED + ", \"mood\": {\"type\": \"string\"}", "\"prompt\"", TEXT);

        assertThat(run((String) null, null).isEmpty()).isTrue();
        assertThat(run((String) null, ChangeSeverity.BREAKING).isEmpty()).isTrue();
        assertThat(run((String) null, ChangeSeverity.COMPATIBLE).message())
                .startsWith("[Drift] The models have changes that are compatible or graver:");
    }

    @Test
    void aModelWithoutAPinIsTold() {
        DriftRequest request = request(List.of(declaration("acme/absent", null)), false, null);

        assertThat(new DriftCheck(log::add, DriftCheckTest::offline)
                        .run(request)
                        .message())
                .startsWith("[PinMissing] acme/absent has no pin to compare with: ")
                .endsWith("Run \"mvn pin\" first.");
    }

    @Test
    void modelsThatDidNotChangeAreCountedOnly() throws IOException {
        pin("next", "2", PROMPT, "\"prompt\"", TEXT);
        List<ModelDeclaration> models = new ArrayList<>(List.of(declaration("acme/model", null)));
        for (int i = 0; i < 9; i++) {
            for (String folder : List.of("pins", "next")) {
                pin(folder, "acme", "other-" + i, "1", PROMPT, "\"prompt\"", TEXT);
            }
            models.add(declaration("acme/other-" + i, null));
        }

        run(models, null);

        assertThat(log)
                .containsExactly(
                        "Compiling the project's sources to find what 1 breaking change affects",
                        "acme/model: version 1 -> 2",
                        "- harmless here: input seed is gone; no line of this project uses it",
                        "1 of 10 models has changed: 0 breaking, 0 compatible, 0 documentation, 1 harmless here");
    }

    @Test
    void aModelWithoutACandidateIsCounted() throws IOException {
        pin("next", "2", PROMPT + SEED, "\"prompt\"", TEXT);
        pin("pins", "acme", "gone", "1", PROMPT, "\"prompt\"", TEXT);

        run(List.of(declaration("acme/model", null), declaration("acme/gone", null)), null);

        assertThat(log)
                .contains("acme/gone: not compared, since there is no candidate")
                .contains("0 of 2 models have changed; 1 could not be compared");
    }

    @Test
    void theReportIsMarkdownAndTextOfASchemaIsNoMarkup() throws IOException {
        pin(
                "next",
                "2",
                PROMPT + ", \"size\": {\"type\": \"string\", \"enum\": [\"<img src=x>\", \"[L](http://x)\"]}",
                "\"prompt\"",
                TEXT);
        source("static Object seeded() {", "    return Model.with(\"hello\").seed(1);", "}");

        run((String) null, null);

        assertThat(project.resolve("report.md")).hasContent("""
                # Drift of models

                1 of 1 model has changed: 1 breaking, 1 compatible, 0 documentation

                ## acme/model

                version 1 -\\> 2

                - **breaking**: input seed is gone
                  - src/App.java:5: cannot find symbol; symbol: method seed(int)
                - **compatible**: input size is new: one of "\\<img src=x\\>", "\\[L\\](http://x)"
                """);
    }

    @Test
    void anUpdateThatBreaksTheProjectEndsBySayingSo() throws IOException {
        pin("next", "2", PROMPT, "\"prompt\"", "{\"type\": \"integer\"}");
        source(
                "static String say() {",
                "    return Model.call(\"hello\");",
                "}",
                "static Object seeded() {",
                "    return Model.with(\"hello\").seed(1);",
                "}");

        new DriftCheck(log::add, DriftCheckTest::offline)
                .run(request(List.of(declaration("acme/model", null)), true, null));

        assertThat(log.get(log.size() - 1))
                .isEqualTo("The updated pins break this project: 2 lines no longer compile, as listed above.");
        assertThat(project.resolve("pins/acme/model.json")).content().contains("\"version\": \"2\"");
    }

    @Test
    void anUpdateThatNarrowsLimitsEndsBySayingSo() throws IOException {
        pin(
                "next",
                "2",
                PROMPT + ", \"seed\": {\"type\": \"integer\", \"maximum\": 9, \"x-order\": 1}",
                "\"prompt\"",
                TEXT);

        new DriftCheck(log::add, DriftCheckTest::offline)
                .run(request(List.of(declaration("acme/model", null)), true, null));

        assertThat(log.get(log.size() - 1))
                .startsWith("The updated pins narrow what models take in 1 place, as listed above");
    }

    private Problems run(@Nullable String arguments, @Nullable ChangeSeverity failOn) {
        return run(List.of(declaration("acme/model", arguments)), failOn);
    }

    private Problems run(List<ModelDeclaration> models, @Nullable ChangeSeverity failOn) {
        Problems problems = new DriftCheck(log::add, DriftCheckTest::offline).run(request(models, false, failOn));
        assertThat(project.resolve("scratch")).doesNotExist();
        assertThat(project.resolve("report.md")).exists();
        return problems;
    }

    private static ModelDeclaration declaration(String ref, @Nullable String arguments) {
        return new ModelDeclaration(ref, null, arguments, null);
    }

    private DriftRequest request(List<ModelDeclaration> models, boolean write, @Nullable ChangeSeverity failOn) {
        SourceModule sources = new SourceModule(
                List.of(project.resolve("src")),
                List.of(),
                () -> List.of(System.getProperty("java.class.path").split(File.pathSeparator)),
                StandardCharsets.UTF_8,
                "17");
        return new DriftRequest(
                "acme.models",
                models,
                project.resolve("pom.xml"),
                project.resolve("pins"),
                project.resolve("next"),
                new UserSources(List.of(sources)),
                project.resolve("scratch"),
                project.resolve("report.md"),
                write,
                failOn);
    }

    private static FetchSettings offline() {
        return new FetchSettings("test", true, null, null, UnaryOperator.identity(), "mvn %s");
    }

    /** The lines stand from the fourth line on. */
    private void source(String... lines) throws IOException {
        Path file = project.resolve("src/App.java");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "import acme.models.Model;\n\nfinal class App {\n" + String.join("\n", lines) + "\n}\n");
    }

    private void pin(String folder, String version, String properties, String required, String output)
            throws IOException {
        pin(folder, "acme", "model", version, properties, required, output);
    }

    private void pin(
            String folder, String owner, String name, String version, String properties, String required, String output)
            throws IOException {
        Pin pin = Pin.fromModel("""
                {"owner": "%s", "name": "%s", "latest_version": {"id": "%s", "cog_version": "0.13.0",
                 "openapi_schema": {"components": {"schemas": {
                  "Input": {"type": "object", "title": "Input", "required": [%s], "properties": {%s}},
                  "Output": %s}}}}}
                """.formatted(owner, name, version, required, properties, output));
        pin.write(project.resolve(folder).resolve(pin.path()));
    }
}
