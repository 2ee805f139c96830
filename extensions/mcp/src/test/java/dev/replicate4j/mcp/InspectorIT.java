package dev.replicate4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The protocol's own inspector, which nobody here wrote. It comes from npm and has 111 MB, so it is asked for:
 * {@code -Dmcp.inspector=npx} fetches it, and a path names its executable.
 */
@Timeout(300)
class InspectorIT {

    private static final String PACKAGE = "@modelcontextprotocol/inspector@2.12.0";

    @TempDir
    Path folder;

    @Test
    void inspectorListsAndCallsTools() throws Exception {
        String inspector = System.getProperty("mcp.inspector", "");
        assumeTrue(!inspector.isEmpty(), "The inspector is not asked for: -Dmcp.inspector=npx fetches it from npm.");

        JsonNode tools = run(inspector, "--method", "tools/list").path("tools");
        assertThat(tools.size()).isEqualTo(6);
        JsonNode picture = run(
                inspector,
                "--method",
                "tools/call",
                "--tool-name",
                McpProcess.FLUX,
                "--tool-arg",
                "prompt=a cat",
                "num_outputs=1");
        assertThat(picture.path("structuredContent").path("status").asString()).isEqualTo("succeeded");
        assertThat(picture.toString()).contains("\"type\":\"image\"");
        JsonNode resources = run(inspector, "--method", "resources/list").path("resources");
        assertThat(resources.toString()).contains("replicate://pins/", "replicate://files/");
    }

    private JsonNode run(String inspector, String... method) throws Exception {
        List<String> command =
                new ArrayList<>(inspector.equals("npx") ? List.of("npx", "-y", PACKAGE) : List.of(inspector));
        command.add("--cli");
        command.addAll(McpProcess.command("--demo", "--save", folder.toString()));
        command.addAll(List.of(method));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return new JsonMapper().readTree(output);
    }
}
