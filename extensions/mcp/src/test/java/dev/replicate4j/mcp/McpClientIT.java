package dev.replicate4j.mcp;

import static dev.replicate4j.mcp.McpProcess.BLIP;
import static dev.replicate4j.mcp.McpProcess.FLUX;
import static dev.replicate4j.mcp.McpProcess.TOKEN;
import static dev.replicate4j.mcp.McpProcess.environment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.TestClock;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The SDK's own client, against the real process. */
@Timeout(180)
class McpClientIT {

    private static final String BEARER = "a-token-of-its-own";

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.create();
    private final ReplicateServer server = ReplicateServer.builder()
            .pins(McpProcess.PINS)
            .clock(clock)
            .acceptOnly(TOKEN)
            .start();
    private final BlockingQueue<McpSchema.ProgressNotification> progress = new LinkedBlockingQueue<>();

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    private McpSyncClient stdio(String... arguments) {
        List<String> command = McpProcess.command(arguments);
        return client(new StdioClientTransport(
                ServerParameters.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .env(environment(server))
                        .build(),
                new JacksonMcpJsonMapper(new JsonMapper())));
    }

    private McpSyncClient client(McpClientTransport transport) {
        McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(120))
                .initializationTimeout(Duration.ofSeconds(120))
                .progressConsumer(progress::add)
                .build();
        client.initialize();
        return client;
    }

    private static McpSchema.CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    }

    @SuppressWarnings("unchecked") // structured content is a JSON object
    private static Map<String, Object> structured(McpSchema.CallToolResult result) {
        assertThat(result.isError()).as(result.toString()).isNotEqualTo(true);
        return (Map<String, Object>) result.structuredContent();
    }

    @Test
    void toolsAreCalledAndThePictureOfOneGoesIntoAnother() {
        Path saved = folder.resolve("saved");
        try (McpSyncClient client = stdio("--save", saved.toString())) {
            usesTools(client);

            List<McpSchema.Resource> resources = client.listResources().resources();
            McpSchema.Resource picture = resources.stream()
                    .filter(resource -> resource.uri().startsWith("replicate://files/" + FLUX))
                    .findFirst()
                    .orElseThrow();
            McpSchema.BlobResourceContents file = (McpSchema.BlobResourceContents)
                    client.readResource(picture).contents().get(0);
            assertThat(file.blob()).isNotEmpty();
            assertThat(file.mimeType()).startsWith("image/");
            assertThat(client.readResource(
                                    McpSchema.ReadResourceRequest.builder("replicate://pins/black-forest-labs/flux-dev")
                                            .build())
                            .contents()
                            .toString())
                    .contains("num_outputs");
            assertThat(saved).isDirectoryRecursivelyContaining("glob:**.{png,webp,jpg}");
        }
    }

    private void usesTools(McpSyncClient client) {
        McpSchema.Tool flux = client.listTools().tools().stream()
                .filter(tool -> tool.name().equals(FLUX))
                .findFirst()
                .orElseThrow();
        assertThat(flux.annotations().readOnlyHint()).isFalse();
        assertThat(flux.annotations().idempotentHint()).isFalse();
        assertThat(flux.description()).contains("costs money");

        McpSchema.CallToolResult picture = call(client, FLUX, Map.of("prompt", "a cat", "output_format", "png"));
        assertThat(picture.content()).hasAtLeastOneElementOfType(McpSchema.ImageContent.class);
        Object url = ((List<?>) structured(picture).get("output")).get(0);
        McpSchema.CallToolResult caption = call(client, BLIP, Map.of("image", url));
        assertThat(structured(caption).get("output")).isInstanceOf(String.class);
        assertThat(server.requests().predictions().size()).isEqualTo(2);

        McpSchema.CallToolResult wrong = call(client, FLUX, Map.of("prompt", "a cat", "num_outputs", 9));
        assertThat(wrong.isError()).isTrue();
        assertThat(wrong.content().toString()).contains("num_outputs must be at most 4, but is 9");
        assertThat(structured(call(client, FLUX, Map.of("prompt", "a cat", "output_format", "png"))))
                .containsEntry("run_id", structured(picture).get("run_id"));
        server.requests().predictions().assertCount(2);
    }

    @Test
    void longRunIsAnsweredInTimeWithProgressAndPickedUp() throws Exception {
        server.timing(Duration.ZERO, Duration.ofHours(1));
        try (McpSyncClient client = stdio("--answer-within", "8")) {
            McpSchema.CallToolResult running = client.callTool(McpSchema.CallToolRequest.builder(FLUX)
                    .arguments(Map.of("prompt", "a cat"))
                    .progressToken("p1")
                    .build());
            assertThat(structured(running)).containsEntry("status", "running");
            assertThat(progress.poll(60, TimeUnit.SECONDS).progressToken()).isEqualTo("p1");

            clock.advance(Duration.ofMinutes(61));
            McpSchema.CallToolResult ended;
            do {
                ended = call(
                        client, "get_run", Map.of("run_id", structured(running).get("run_id")));
            } while (structured(ended).get("status").equals("running"));
            assertThat(ended.content()).hasAtLeastOneElementOfType(McpSchema.ImageContent.class);
        }
        server.requests().predictions().assertCount(1);
    }

    @Test
    void overHttpOnlyClientsOfThisMachineWithTheTokenAreServed() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(McpProcess.command("--http", "0"));
        builder.environment().putAll(environment(server));
        builder.environment().put("REPLICATE_MCP_TOKEN", BEARER);
        Process process = builder.start();
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            String line = errors.readLine();
            assertThat(line).startsWith("MCP server (Streamable HTTP): http://127.0.0.1:");
            URI url = URI.create(line.substring(line.indexOf("http")));
            String base = url.resolve("/").toString().replaceFirst("/$", "");
            try (McpSyncClient client = client(HttpClientStreamableHttpTransport.builder(base)
                    .endpoint(url.getPath())
                    .jsonMapper(new JacksonMcpJsonMapper(new JsonMapper()))
                    .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + BEARER))
                    .build())) {
                usesTools(client);
            }
            assertThat(status(url, "Authorization", "Bearer wrong")).isEqualTo(401);
            assertThat(status(url, "X-None", "none")).isEqualTo(401);
            assertThat(status(url, "Authorization", "Bearer " + BEARER, "Origin", "https://evil.example"))
                    .isEqualTo(403);
            assertThat(status(url, "Authorization", "Bearer " + BEARER, "Origin", "null"))
                    .isEqualTo(403);
            assertThat(status(url, "Authorization", "Bearer " + BEARER, "Host", "rebound.example"))
                    .isEqualTo(403);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static int status(URI url, String... headers) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .headers(headers)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void demoNeedsNoAccount() {
        List<String> command = McpProcess.command("--demo", "--save", folder.toString());
        try (McpSyncClient client = client(new StdioClientTransport(
                ServerParameters.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .build(),
                new JacksonMcpJsonMapper(new JsonMapper())))) {
            McpSchema.CallToolResult picture = call(client, FLUX, Map.of("prompt", "a cat"));

            assertThat(picture.content()).hasAtLeastOneElementOfType(McpSchema.ImageContent.class);
            List<?> files = (List<?>) structured(picture).get("files");
            assertThat(Path.of((String) ((Map<?, ?>) files.get(0)).get("path"))).matches(Files::isRegularFile);
        }
        server.requests().predictions().assertNone();
    }
}
