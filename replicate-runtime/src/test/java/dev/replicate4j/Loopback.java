package dev.replicate4j;

import dev.replicate4j.internal.json.Json;
import dev.replicate4j.testsupport.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on the loopback interface that answers what a test tells it to: each route gives its answers in turn, and
 * the last one again and again.
 */
final class Loopback implements AutoCloseable {

    /** What a request is answered with. */
    interface Answer extends LoopbackServer.Answer {}

    /** Answers later, and holds no thread until then. */
    static final class Held extends LoopbackServer.HeldAnswer implements Answer {}

    /** A request as it came. */
    record Seen(String method, String path, Map<String, List<String>> headers, String body) {

        @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> json() {
            return (Map<String, Object>) Json.parse(body);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final LoopbackServer server = LoopbackServer.start()
            .otherwise(exchange -> json(404, Map.of("detail", "no route " + exchange.getRequestURI(), "status", 404))
                    .to(exchange));

    Loopback() {}

    String url(String path) {
        return server.url(path);
    }

    /** A client of this server that never waits between attempts. */
    ReplicateBuilder client() {
        return Replicate.builder()
                .environment(variable -> null)
                .apiToken("r8_test")
                .baseUrl(url("/v1"));
    }

    Loopback on(String route, Answer... answers) {
        server.on(route, answers);
        return this;
    }

    /** What requests to other routes are answered with; 404 by default. */
    Loopback otherwise(Answer answer) {
        server.otherwise(answer);
        return this;
    }

    List<Seen> seen() {
        return seen(server.requests());
    }

    List<Seen> seen(String route) {
        return seen(server.requests(route));
    }

    private static List<Seen> seen(List<LoopbackServer.ReceivedRequest> requests) {
        return requests.stream()
                .map(request -> new Seen(request.method(), request.path(), request.headers(), request.body()))
                .toList();
    }

    /** Waits until that many such requests have come. */
    void await(String route, int count) {
        server.await(route, count);
    }

    static Answer json(int status, Object body) {
        return raw(status, "application/json", Json.write(body));
    }

    static Answer raw(int status, String type, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        };
    }

    /** Closes the connection without an answer. */
    static Answer drop() {
        return exchange -> {
            throw new IOException("dropped on purpose");
        };
    }

    /** Answers with a prediction. */
    Answer prediction(int httpStatus, String id, String status, Object... fields) {
        return json(httpStatus, object(id, status, fields));
    }

    /** A prediction as the API shows one. */
    Map<String, Object> object(String id, String status, Object... fields) {
        Map<String, Object> urls = new LinkedHashMap<>();
        urls.put("get", url("/v1/predictions/" + id));
        urls.put("cancel", url("/v1/predictions/" + id + "/cancel"));
        urls.put("web", "https://replicate.com/p/" + id);
        Map<String, Object> prediction = new LinkedHashMap<>();
        prediction.put("id", id);
        prediction.put("model", "acme/painter");
        prediction.put("version", "hidden");
        prediction.put("input", Map.of("prompt", "a cat"));
        prediction.put("logs", "");
        prediction.put("status", status);
        prediction.put("created_at", "2026-01-02T03:04:05.678Z");
        prediction.put("urls", urls);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals("stream")) {
                urls.put("stream", fields[i + 1]);
            } else {
                prediction.put((String) fields[i], fields[i + 1]);
            }
        }
        return prediction;
    }

    @Override
    public void close() {
        server.close();
    }
}
