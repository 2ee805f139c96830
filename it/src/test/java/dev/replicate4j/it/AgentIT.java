package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The example of an agent: the picture of its first tool goes into the second. */
class AgentIT {

    @Test
    void agentPaintsAndLooksAtWhatItHasPainted() throws Exception {
        Path output = Files.createTempFile("agent", ".txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.acme.agent.Agent"))
                .directory(Snippets.ROOT.resolve("it/agent").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended in time").isTrue();

        assertThat(Files.readString(output))
                .contains("black-forest-labs__flux-dev {\"prompt\"")
                .contains("andreasjansson__blip-2 {\"image\": \"http://")
                .contains("It is wearing: a hat")
                .contains("2 predictions were paid.");
    }
}
