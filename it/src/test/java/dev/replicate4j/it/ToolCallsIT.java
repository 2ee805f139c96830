package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of tools: two calls in a row, and what is refused. */
class ToolCallsIT {

    @Test
    void pictureOfOneToolGoesIntoAnotherAndNothingIsPaidForWhatIsRefused(@TempDir Path folder) throws Exception {
        Path output = Files.createTempFile(folder, "tools", ".txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.acme.toolcalls.ToolCalls",
                        folder.resolve("pictures").toString()))
                .directory(Snippets.ROOT.resolve("it/tool-calls").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended in time").isTrue();

        assertThat(Files.readString(output))
                .contains("{\"type\":\"function\",\"function\":{\"name\":\"black-forest-labs__flux-schnell\"")
                .contains(" saved as " + folder.toRealPath())
                .contains("Run ", " of andreasjansson/blip-2 has succeeded")
                .contains("ERROR The arguments of black-forest-labs__flux-schnell are wrong", "but is 99")
                .contains("ERROR The arguments of andreasjansson__blip-2 are wrong")
                .contains("ERROR Nothing was run and nothing was paid", "2 runs");
    }
}
