package dev.replicate4j.codegen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.testsupport.StubApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator as a plain {@code java} process, as a build that is not Maven's runs it. */
class CommandLineTest {

    private static final String MODEL = """
            {"owner": "acme", "name": "painter", "latest_version": {"id": "%s", "openapi_schema": {"components": {"schemas": {
              "Input": {"type": "object", "required": ["prompt"], "properties": {"prompt": {"type": "string", "x-order": 0}%s}},
              "Output": {"type": "string"}}}}}}
            """;

    private static final String SEED = ", \"seed\": {\"type\": \"integer\", \"x-order\": 1}";

    @TempDir
    private Path project;

    @Test
    void generatesFromPinsWithoutNetworkAndOnlyOnce() throws Exception {
        pin();
        String[] arguments = {
            "generate", "--package", "com.acme", "--offline", "--model", "acme/painter", "--class-name", "Artist"
        };

        Ended first = run(Map.of(), arguments);
        Ended second = run(Map.of(), arguments);

        assertThat(first.output()).contains("1 model generated: 1 file written");
        assertThat(first.code()).isZero();
        assertThat(project.resolve("build/generated/sources/replicate/com/acme/Artist.java"))
                .exists();
        assertThat(second.output()).contains("Nothing to generate: 1 model up to date");
    }

    @Test
    void fetchesWhatHasNoPin() throws Exception {
        reply("1", SEED);
        try (StubApi api = StubApi.serve(project.resolve("api"))) {
            Ended ended = run(environment(api), "pin", "--model", "acme/painter", "--pins", "pins");

            assertThat(ended.output()).contains("1 model is pinned in ");
            assertThat(ended.code()).isZero();
            assertThat(api.requests()).containsExactly("models/acme/painter Bearer secret");
        }
        assertThat(project.resolve("pins/acme/painter.json")).exists();
    }

    @Test
    void checkNamesTheLinesThatBreakAndUpdateWritesThePin() throws Exception {
        pin();
        reply("2", "");
        Path app = project.resolve("src/main/java/App.java");
        Files.createDirectories(app.getParent());
        Files.writeString(app, """
                class App {
                    Object painter = com.acme.Painter.with("a cat").seed(1);
                }
                """);
        List<String> options = List.of(
                "--package",
                "com.acme",
                "--model",
                "acme/painter",
                "--sources",
                "src/main/java",
                "--classpath",
                System.getProperty("java.class.path"));
        try (StubApi api = StubApi.serve(project.resolve("api"))) {
            Ended check = run(environment(api), with("check", options));
            Ended update = run(environment(api), with("update", options));

            assertThat(check.output())
                    .contains("- breaking: input seed is gone")
                    .contains("src/main/java/App.java:2: cannot find symbol")
                    .contains("[Drift] The models have breaking changes");
            assertThat(check.code()).isEqualTo(1);
            assertThat(update.output()).contains("The updated pins break this project: 1 line no longer compiles");
            assertThat(update.code()).isZero();
        }
        assertThat(Files.readString(project.resolve("src/main/replicate/acme/painter.json")))
                .contains("\"version\": \"2\"");
    }

    @Test
    void whatIsWrongIsToldAndTheExitCodeSaysSo() throws Exception {
        Ended missing = run(Map.of(), "generate", "--package", "com.acme", "--offline", "--model", "acme/absent");
        assertThat(missing.output()).contains("[PinMissing] acme/absent has no pin");
        assertThat(missing.code()).isEqualTo(1);

        for (List<String> wrong : List.of(
                List.of("generate", "--colour", "red"),
                List.of("generate", "acme/painter"),
                List.of("generate", "--package"),
                List.of("generate", "--model", "acme/painter", "--classname", "Painter"),
                List.of("destroy", "--model", "acme/painter"))) {
            Ended refused = run(Map.of(), wrong.toArray(String[]::new));
            assertThat(refused.output()).contains("Usage: TASK [OPTION]...");
            assertThat(refused.code()).as("%s", wrong).isEqualTo(2);
        }
    }

    private void pin() throws IOException {
        Pin.fromModel(MODEL.formatted("1", SEED)).write(project.resolve("src/main/replicate/acme/painter.json"));
    }

    private void reply(String version, String properties) throws IOException {
        Path file = project.resolve("api/models/acme/painter.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, MODEL.formatted(version, properties));
    }

    private static Map<String, String> environment(StubApi api) {
        return Map.of("REPLICATE_API_TOKEN", "secret", "REPLICATE_BASE_URL", api.baseUrl());
    }

    private static String[] with(String task, List<String> options) {
        return Stream.concat(Stream.of(task), options.stream()).toArray(String[]::new);
    }

    private record Ended(int code, String output) {}

    private Ended run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CommandLine.class.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(project, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("REPLICATE_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
