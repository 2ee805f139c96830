package dev.replicate4j.codegen.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.fetch.FetchSettings;
import dev.replicate4j.codegen.pin.ModelDeclaration;
import dev.replicate4j.codegen.pin.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncrementalBuildTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path project;

    @BeforeEach
    void pin() throws IOException {
        for (String name : List.of("painter", "writer")) {
            Pin pin = Pin.fromModel("""
                    {"owner": "acme", "name": "%s", "latest_version": {"id": "1", "openapi_schema": {"components": {"schemas": {
                      "Input": {"type": "object", "required": ["prompt"], "properties": {"prompt": {"type": "string"}}},
                      "Output": {"type": "string"}}}}}}
                    """.formatted(name));
            pin.write(pins().resolve(pin.path()));
        }
    }

    @Test
    void anUnchangedBuildWritesNothing() throws IOException {
        assertThat(run(request("1", "acme/painter")).summary()).startsWith("1 model generated: 1 file written");
        age();

        BuildResult second = run(request("1", "acme/painter"));

        assertThat(second.summary()).isEqualTo("Nothing to generate: 1 model up to date");
        assertThat(Files.getLastModifiedTime(source("Painter"))).isEqualTo(LONG_AGO);
    }

    @Test
    void anotherGeneratorRunsAgainButRewritesOnlyWhatDiffers() throws IOException {
        run(request("1", "acme/painter"));
        age();

        BuildResult second = run(request("2", "acme/painter"));

        assertThat(second.summary()).isEqualTo("1 model generated: 0 files written, 1 unchanged, 0 removed");
        assertThat(Files.getLastModifiedTime(source("Painter"))).isEqualTo(LONG_AGO);
    }

    @Test
    void aModelThatIsNoLongerDeclaredLeavesNoFile() throws IOException {
        run(request("1", "acme/painter", "acme/writer"));

        BuildResult second = run(request("1", "acme/writer"));

        assertThat(second.summary()).isEqualTo("1 model generated: 0 files written, 1 unchanged, 1 removed");
        assertThat(source("Painter")).doesNotExist();
        assertThat(source("Writer")).exists();
    }

    @Test
    void noModelsAtAllLeaveAnEmptyFolder() throws IOException {
        run(request("1", "acme/painter"));

        run(request("1"));

        try (Stream<Path> left = Files.list(project.resolve("out"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whereSomethingIsWrongNothingIsWritten() throws IOException {
        run(request("1", "acme/painter"));

        BuildResult failed = run(request("1", "acme/writer", "acme/absent"));

        assertThat(failed.problems().message()).startsWith("[PinMissing] acme/absent has no pin");
        assertThat(source("Painter")).exists();
        assertThat(source("Writer")).doesNotExist();
    }

    @Test
    void aMissingPackageIsToldWithTheOtherProblems() {
        BuildRequest request = new BuildRequest(
                null, declarations("acme/absent"), pins(), project.resolve("out"), project.resolve("state"), "1");

        assertThat(run(request).problems().message())
                .contains("[PackageMissing] The generated classes need a package")
                .contains("[PinMissing] acme/absent has no pin");
    }

    @Test
    void theStateOfAnotherFormatIsNoState() throws IOException {
        run(request("1", "acme/painter"));
        Files.writeString(project.resolve("state"), "replicate4j build state 0\n");

        assertThat(run(request("1", "acme/painter")).summary()).startsWith("1 model generated");
    }

    @Test
    void aDamagedStateIsNoState() throws IOException {
        Path state = project.resolve("state");
        run(request("1", "acme/painter", "acme/writer"));
        byte[] whole = Files.readAllBytes(state);
        assertThat(run(request("1", "acme/painter", "acme/writer")).summary()).startsWith("Nothing to generate");

        for (int length = 0; length < whole.length; length += 7) {
            Files.write(state, Arrays.copyOf(whole, length));

            assertThat(run(request("1", "acme/painter", "acme/writer")).summary())
                    .as("a state cut after %d bytes", length)
                    .startsWith("2 models generated: 0 files written");
        }
        Files.write(state, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(run(request("1", "acme/painter", "acme/writer")).summary()).startsWith("2 models generated");
    }

    @Test
    void aStateIsReplacedAsAWhole() throws IOException {
        run(request("1", "acme/painter"));
        Path opened = Files.createLink(project.resolve("opened"), project.resolve("state"));
        String before = Files.readString(opened);

        run(request("2", "acme/painter"));

        assertThat(Files.readString(opened)).isEqualTo(before);
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsRefused() throws IOException {
        Path outside = Files.createDirectories(project.resolve("outside"));
        Files.createDirectories(project.resolve("out/acme"));
        Files.createSymbolicLink(project.resolve("out/acme/models"), outside);

        BuildResult result = run(request("1", "acme/painter"));

        assertThat(result.problems().message()).startsWith("[Output]").contains("[PathOutside]");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aFileOfTheUserIsNotRemovedThoughTheStateNamesIt() throws IOException {
        run(request("1", "acme/painter", "acme/writer"));
        Files.writeString(source("Painter"), "package acme.models; class Painter {}");

        run(request("1", "acme/writer"));

        assertThat(source("Painter")).exists();
    }

    private static BuildResult run(BuildRequest request) {
        FetchSettings offline = new FetchSettings("test", true, null, null, UnaryOperator.identity(), "mvn %s");
        return new IncrementalBuild(line -> {}, () -> offline).run(request);
    }

    private BuildRequest request(String generator, String... models) {
        return new BuildRequest(
                "acme.models",
                declarations(models),
                pins(),
                project.resolve("out"),
                project.resolve("state"),
                generator);
    }

    private static List<ModelDeclaration> declarations(String... models) {
        return Stream.of(models)
                .map(model -> new ModelDeclaration(model, null, null, null))
                .toList();
    }

    private Path pins() {
        return project.resolve("pins");
    }

    private Path source(String name) {
        return project.resolve("out/acme/models/" + name + ".java");
    }

    private void age() throws IOException {
        Files.setLastModifiedTime(source("Painter"), LONG_AGO);
    }
}
