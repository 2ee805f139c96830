package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.pin.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole classes, to the byte. One folder a case: the model as the API describes it, its pin, its class. A change of generated code is
 * reviewed as the diff of these files; {@code -Dgolden.update=true} rewrites them.
 */
class GoldenTest {

    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @TempDir
    Path folder;

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pinAndClassAreAsExpected(Path golden) throws IOException {
        Pin pin = Pin.fromModel(Files.readString(golden.resolve("model.json")));
        SourceFile source = Models.source(pin);

        compare(golden.resolve("pin.json"), pin.toJson());
        compare(golden.resolve(Path.of(source.path()).getFileName() + ".txt"), source.content());
        assertThat(Models.source(Pin.parse(pin.toJson()))).isEqualTo(source);
        Compilation.load(folder, List.of(source));
    }

    private static void compare(Path expected, String actual) throws IOException {
        if (UPDATE) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }
}
