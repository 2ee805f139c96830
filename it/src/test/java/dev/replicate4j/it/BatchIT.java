package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The example of durable jobs: it kills itself in the middle, goes on, and pays for each row once. */
class BatchIT {

    @Test
    void jobThatIsKilledInTheMiddlePaysForEachRowOnceAndWritesItsReport() throws Exception {
        Path output = Files.createTempFile("batch", ".txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.acme.batch.Batch"))
                .directory(Snippets.ROOT.resolve("it/batch").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended in time").isTrue();

        String printed = Files.readString(output);
        assertThat(printed)
                .contains("The first process was killed: it ended with 137")
                .contains("For 200 rows 200 predictions were paid. See ");
        String report = printed.substring(printed.lastIndexOf("See ") + 4).strip();
        assertThat(Files.readString(Path.of(report))).contains("<b>200</b> done");
    }
}
