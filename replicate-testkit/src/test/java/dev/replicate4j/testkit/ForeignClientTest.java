package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that we did not write finds here what it finds at Replicate. */
class ForeignClientTest {

    private static final String CLIENT = "replicate@1.4.0";

    @Test
    void javaScriptClientPassesAllChecks(@TempDir Path folder) throws Exception {
        assumeTrue(runs(folder, "node", "--version"), "Node is not installed: the JavaScript client is not checked.");
        assumeTrue(
                runs(folder, "npm", "install", "--no-audit", "--no-fund", "--prefix", folder.toString(), CLIENT),
                "npm cannot install " + CLIENT + ": the JavaScript client is not checked.");
        Files.copy(Path.of("src/test/resources/foreign/check.mjs"), folder.resolve("check.mjs"));

        try (ReplicateServer server = ReplicateServer.builder()
                .pins(Path.of("src/test/resources/pins"))
                .pageSize(3)
                .start()) {
            server.when("acme/sleeper").thenHang();
            server.when("acme/breaker").thenFail("CUDA out of memory (E1001)");
            server.when("acme/slow").queuedFor(Duration.ofMillis(1300)).thenReturn("slow but sure");
            server.when("acme/throttled").thenReturn("at last");
            server.inject(Fault.throttle(Duration.ofSeconds(1))
                    .onModel("acme/throttled")
                    .times(2));

            List<String> checks = output(folder, "node", "check.mjs", server.baseUrl());

            printTable(checks);
            assertThat(checks).hasSizeGreaterThan(15).allMatch(line -> line.startsWith("ok "));
            server.requests().assertTokenKeptToApi();
        }
    }

    private static void printTable(List<String> checks) {
        System.out.println("| check with the npm package " + CLIENT + " | result |\n|---|---|");
        for (String line : checks) {
            String[] parts = line.split(" ", 2);
            System.out.println("| " + parts[1] + " | " + parts[0] + " |");
        }
    }

    private static boolean runs(Path folder, String... command) throws InterruptedException {
        try {
            Process process = start(folder, command);
            process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> output(Path folder, String... command) throws Exception {
        Process process = start(folder, command);
        List<String> lines = new ArrayList<>();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return lines;
    }

    private static Process start(Path folder, String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
