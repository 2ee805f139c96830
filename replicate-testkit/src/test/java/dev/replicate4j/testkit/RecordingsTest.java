package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.Http.Answer;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testsupport.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks the server what Replicate was once asked, and compares the shapes of the answers: status, headers that matter, names
 * and types. Some answers are written by hand; {@code -Dreplicate.recordings=FOLDER} adds real ones.
 */
class RecordingsTest {

    private static final @Nullable String FOLDER = System.getProperty("replicate.recordings");

    /** Members that came, went or changed since the recordings were made, and say nothing of the server. */
    private static final Set<String> CHANGED = Set.of(
            "model",
            "source",
            "data_removed",
            "urls.web",
            "urls.stream",
            "webhook_completed",
            "is_official",
            "created_at",
            "logs",
            "metrics.total_time",
            "metrics.image_count",
            "output",
            "default_example",
            "latest_version",
            "openapi_schema");

    @TestFactory
    Stream<DynamicTest> answersHaveTheShapesOfRecordedOnes() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(Path.of("src/test/recordings")));
        if (FOLDER != null) {
            folders.add(Path.of(FOLDER));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.sorted()
                        .forEach(file -> interactions(file).forEach(interaction -> tests.add(test(file, interaction))));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> recordingsAreConvertedAndReplayed(@TempDir Path folder) throws IOException {
        if (FOLDER == null) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(Path.of(FOLDER))) {
            return files
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> convertAndReplay(file, folder.resolve(file.getFileName()))))
                    .toList()
                    .stream();
        }
    }

    /** A server that gives the recorded responses in turn is recorded; then the same requests are replayed. */
    private static void convertAndReplay(Path file, Path converted) throws Exception {
        List<Map<String, @Nullable Object>> interactions = interactions(file);
        List<String> recorded;
        try (LoopbackServer upstream = LoopbackServer.start()) {
            for (Map<String, @Nullable Object> interaction : interactions) {
                upstream.then(answer(ServerJson.asObject(interaction.get("response"))));
            }
            try (ReplicateServer server =
                    ReplicateServer.recording(converted, upstream.baseUrl(), "r8_of-the-conversion")) {
                recorded = replies(server, interactions);
            }
        }
        try (ReplicateServer server = ReplicateServer.replaying(converted)) {
            assertThat(replies(server, interactions)).isEqualTo(recorded);
        }
        assertThat(recorded).hasSize(interactions.size());
    }

    private static LoopbackServer.Answer answer(Map<String, @Nullable Object> response) throws IOException {
        byte[] body = body(response).getBytes(StandardCharsets.UTF_8);
        String type =
                String.valueOf(ServerJson.asObject(response.get("headers")).get("content-type"));
        int status = Integer.parseInt(String.valueOf(response.get("status")));
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    private static List<String> replies(ReplicateServer server, List<Map<String, @Nullable Object>> interactions) {
        Http http = new Http(server);
        List<String> replies = new ArrayList<>();
        for (Map<String, @Nullable Object> interaction : interactions) {
            Map<String, @Nullable Object> request = ServerJson.asObject(interaction.get("request"));
            String body = String.valueOf(request.get("body"));
            String path = String.valueOf(request.get("uri")).replace("https://api.replicate.com/v1", "");
            String type = String.valueOf(
                    ServerJson.asObject(request.get("headers")).getOrDefault("content-type", "application/json"));
            Answer reply = http.send(http.request(
                    String.valueOf(request.get("method")), path, body.isEmpty() ? null : body, "Content-Type", type));
            replies.add(reply.status() + " " + reply.text().strip().replaceAll("http://127\\.0\\.0\\.1:\\d+", ""));
        }
        return replies;
    }

    private static DynamicTest test(Path file, Map<String, @Nullable Object> interaction) {
        Map<String, @Nullable Object> request = ServerJson.asObject(interaction.get("request"));
        String name = file.getFileName() + " " + request.get("method") + " " + request.get("uri");
        // This model became an official one later in that year.
        String pins = file.endsWith("predictions-stream.json") ? "recorded-2023" : "recorded";
        return DynamicTest.dynamicTest(
                name, () -> compare(pins, request, ServerJson.asObject(interaction.get("response"))));
    }

    private static void compare(
            String pins, Map<String, @Nullable Object> request, Map<String, @Nullable Object> recorded)
            throws IOException {
        try (ReplicateServer server = ReplicateServer.builder()
                .pins(Path.of("src/test/resources", pins))
                .start()) {
            Http http = new Http(server);
            String method = String.valueOf(request.get("method"));
            String body = String.valueOf(request.get("body"));
            String path = String.valueOf(request.get("uri")).replace("https://api.replicate.com/v1", "");
            path = existing(http, path);
            List<String> headers = new ArrayList<>();
            ServerJson.asObject(request.get("headers")).forEach((name, value) -> {
                if (!name.equals("accept")) {
                    headers.addAll(List.of(name, String.valueOf(value)));
                }
            });

            Answer answer =
                    http.send(http.request(method, path, body.isEmpty() ? null : body, headers.toArray(String[]::new)));

            assertThat((long) answer.status()).isEqualTo(recorded.get("status"));
            ServerJson.asObject(recorded.get("headers")).forEach((name, value) -> {
                if (name.startsWith("ratelimit") || name.equals("preference-applied")) {
                    assertThat(answer.header(name)).as(name).isEqualTo(value);
                }
            });
            String recordedBody = body(recorded);
            if (!recordedBody.isEmpty()) {
                assertThat(shape(answer.text())).isEqualTo(shape(recordedBody));
            }
        }
    }

    /** Recorded ids exist only in the recordings: a thing of the same kind takes their place. */
    private static String existing(Http http, String path) {
        if (path.startsWith("/predictions/")) {
            String version = http.get("/models/stability-ai/sdxl").textAt("latest_version.id");
            String id = http.post("/predictions", "{\"version\":\"" + version + "\",\"input\":{}}")
                    .textAt("id");
            return path.replaceFirst("(?<=/predictions/)[^/]+", id);
        }
        if (path.startsWith("/files")) {
            String form =
                    "--B\r\nContent-Disposition: form-data; name=\"content\"; filename=\"a.txt\"\r\n\r\n\r\n--B--\r\n";
            String id = http.post("/files", form, "Content-Type", "multipart/form-data; boundary=B")
                    .textAt("id");
            return path.replaceFirst("(?<=/files/)[^/]+", id);
        }
        return path;
    }

    private static List<Map<String, @Nullable Object>> interactions(Path file) {
        try {
            Object recording = ServerJson.parse(Files.readAllBytes(file));
            return ServerJson.asList(ServerJson.asObject(recording).get("interactions")).stream()
                    .map(ServerJson::asObject)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String body(Map<String, @Nullable Object> response) throws IOException {
        if (!response.containsKey("body_base64")) {
            return String.valueOf(response.get("body"));
        }
        byte[] zipped = Base64.getDecoder().decode(String.valueOf(response.get("body_base64")));
        return new String(new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The names and types of a text's members, by path, without what has changed since. */
    private static Map<String, Set<String>> shape(String json) {
        Map<String, Set<String>> shape = new TreeMap<>();
        collect("", ServerJson.parse(json.getBytes(StandardCharsets.UTF_8)), shape);
        return shape;
    }

    private static void collect(String path, @Nullable Object value, Map<String, Set<String>> shape) {
        if (CHANGED.contains(path) || path.startsWith("input.")) {
            return;
        }
        if (!path.isEmpty()) {
            shape.computeIfAbsent(path, key -> new TreeSet<>()).add(type(value));
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> collect(path.isEmpty() ? "" + name : path + "." + name, member, shape));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(path + "[]", item, shape));
        }
    }

    private static String type(@Nullable Object value) {
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof List) {
            return "array";
        }
        return value == null || value instanceof String ? "text or null" : "number or truth value";
    }
}
