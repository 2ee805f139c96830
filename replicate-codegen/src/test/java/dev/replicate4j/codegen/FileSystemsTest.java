package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.replicate4j.codegen.GenerationRequest.RequestedModel;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinDirectory;
import dev.replicate4j.codegen.pin.Problems;
import dev.replicate4j.model.ModelRef;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins and sources on disks that behave as those of Windows and macOS do, where case makes no difference. */
class FileSystemsTest {

    private static final Pin PAINTER = Models.pin("painter", "0.13.6", """
            "Input": {"required": ["prompt"], "properties": {"prompt": {"type": "string"}}}, "Output": {"type": "string"}
            """);

    static Stream<Configuration> systems() {
        return Stream.of(Configuration.unix(), Configuration.osX(), Configuration.windows());
    }

    @ParameterizedTest
    @MethodSource("systems")
    void pinIsWrittenAndReadAgain(Configuration system) throws IOException {
        try (FileSystem disk = Jimfs.newFileSystem(system)) {
            PinDirectory pins = new PinDirectory(disk.getPath("src", "main", "replicate"));

            assertThat(pins.write(PAINTER)).isTrue();
            assertThat(pins.write(PAINTER)).isFalse();

            Problems problems = new Problems();
            assertThat(pins.read(ModelRef.parse(PAINTER.ref()), problems)).contains(PAINTER);
            assertThat(problems.isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void pinThatGitHasCheckedOutWithOtherLineEndsIsTheSame(Configuration system) throws IOException {
        try (FileSystem disk = Jimfs.newFileSystem(system)) {
            PinDirectory pins = new PinDirectory(disk.getPath("pins"));
            pins.write(PAINTER);
            Path file = pins.file(ModelRef.parse(PAINTER.ref()));
            Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

            assertThat(Pin.read(file)).isEqualTo(PAINTER);
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void modelsOfOneNameInTwoCasesNeverReadEachOthersPin(Configuration system) throws IOException {
        try (FileSystem disk = Jimfs.newFileSystem(system)) {
            PinDirectory pins = new PinDirectory(disk.getPath("pins"));
            pins.write(PAINTER);

            Problems problems = new Problems();
            assertThat(pins.read(ModelRef.parse(PAINTER.ref().replace("painter", "Painter")), problems))
                    .isEmpty();
            assertThat(problems.message()).contains("[PinFile]", "Painter");
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void classThatChangesItsNameInCaseAloneIsOneFileOfTheNewName(Configuration system) throws IOException {
        try (FileSystem disk = Jimfs.newFileSystem(system)) {
            Path held = disk.getPath("held").toAbsolutePath();
            generate("Painter").writeTo(held);
            generate("PAINTER").writeTo(held);
            assertThat(names(held)).containsExactly("PAINTER.java");
            assertThat(Files.readString(held.resolve("com/acme/models/PAINTER.java")))
                    .contains("class PAINTER");

            Path shared = disk.getPath("shared").toAbsolutePath();
            Generation.Changes before = generate("Painter").writeTo(shared, List.of());
            generate("PAINTER").writeTo(shared, before.files());
            assertThat(names(shared)).containsExactly("PAINTER.java");
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void sourceWithOtherLineEndsIsWrittenAnewAndRemovedWhenItsModelGoes(Configuration system) throws IOException {
        try (FileSystem disk = Jimfs.newFileSystem(system)) {
            Path folder = disk.getPath("sources").toAbsolutePath();
            Generation.Changes first = generate("Painter").writeTo(folder);
            Path file = first.files().get(0);
            Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

            assertThat(generate("Painter").writeTo(folder).written()).hasSize(1);
            assertThat(generate("Painter").writeTo(folder).written()).isEmpty();

            Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
            assertThat(generate("Artist").writeTo(folder).removed()).hasSize(1);
            assertThat(names(folder)).containsExactly("Artist.java");
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void generatedTextHasTheSameLineEndsEverywhere(Configuration system) throws IOException {
        try (FileSystem disk = Jimfs.newFileSystem(system)) {
            Path file =
                    generate("Painter").writeTo(disk.getPath("sources")).files().get(0);

            assertThat(Files.readString(file)).doesNotContain("\r").endsWith("}\n");
            assertThat(PAINTER.toJson()).doesNotContain("\r");
        }
    }

    private static Generation generate(String className) {
        return Generator.generate(
                new GenerationRequest("com.acme.models", List.of(new RequestedModel(PAINTER, className, null))));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
