package dev.replicate4j.mcp;

import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testsupport.TestData;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The runnable jar as a process, spoken to in plain JSON. */
final class McpProcess implements AutoCloseable {

    static final Path PINS = TestData.projectFolder().resolve("it/quickstart/src/main/replicate");
    static final String FLUX = "black-forest-labs__flux-dev";
    static final String BLIP = "andreasjansson__blip-2";
    static final String LLAMA = "meta__meta-llama-3-8b-instruct";
    static final String TOKEN = "r8_not_to_be_seen_anywhere";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private final Path errors;
    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, JsonNode> answers = new HashMap<>();

    private McpProcess(Process process, Path errors) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /** {@return the command that starts the jar} */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar(),
                "--pins",
                PINS.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String jar() {
        String jar = System.getProperty("mcp.jar");
        if (jar == null || !new File(jar).isFile()) {
            throw new AssertionError("The runnable jar is not there: " + jar + ". Build it with mvn package.");
        }
        return jar;
    }

    static Map<String, String> environment(ReplicateServer server) {
        return Map.of("REPLICATE_API_TOKEN", TOKEN, "REPLICATE_BASE_URL", server.baseUrl());
    }

    static McpProcess start(Map<String, String> environment, String... arguments) throws IOException {
        Path errors = Files.createTempFile("mcp", ".err");
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectError(errors.toFile());
        builder.environment().remove("REPLICATE_API_TOKEN");
        builder.environment().putAll(environment);
        return new McpProcess(builder.start(), errors);
    }

    /** Greets the server, as every client does first. */
    McpProcess initialized() throws IOException {
        send("""
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""");
        answer(0);
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return this;
    }

    void send(String message) throws IOException {
        in.write(message);
        in.newLine();
        in.flush();
    }

    void call(int id, String tool, String arguments) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}");
    }

    /** Blocks until the request of an id is answered. */
    JsonNode answer(int id) throws IOException {
        while (!answers.containsKey(id)) {
            JsonNode message = next();
            if (message == null) {
                throw new AssertionError("The process has ended without an answer to " + id + ": " + errors());
            }
            if (message.path("id").isInt()) {
                answers.put(message.path("id").asInt(), message);
            }
        }
        return answers.get(id).path("result");
    }

    private @Nullable JsonNode next() throws IOException {
        String line = out.readLine();
        if (line == null) {
            return null;
        }
        lines.add(line);
        return MAPPER.readTree(line);
    }

    /** {@return all of standard output so far, or to its end} */
    List<String> lines() {
        return lines;
    }

    void readToTheEnd() throws IOException {
        while (next() != null) {
            // each line is kept
        }
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void closeInput() throws IOException {
        in.close();
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The process goes on: " + errors());
        }
        return process.exitValue();
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(errors);
    }
}
