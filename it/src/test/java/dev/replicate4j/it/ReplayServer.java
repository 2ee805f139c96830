package dev.replicate4j.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/** Answers with recorded responses, one after the other, and keeps the last request. */
final class ReplayServer implements AutoCloseable {

    /** What was asked last. */
    record Asked(String method, String path, String query, Map<String, String> headers, byte[] body) {}

    /** Headers about how a body was sent, which is not how it is sent now. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("content-length", "content-encoding", "transfer-encoding", "connection", "date");

    private final HttpServer server;
    private final Deque<Recording.Response> responses = new ArrayDeque<>();
    private Asked asked;

    ReplayServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    synchronized void then(Recording.Response response) {
        responses.add(response);
    }

    synchronized Asked asked() {
        return asked;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        asked = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                headers,
                exchange.getRequestBody().readAllBytes());
        Recording.Response response = responses.isEmpty()
                ? new Recording.Response(599, Map.of(), "more requests than recorded".getBytes(StandardCharsets.UTF_8))
                : responses.remove();
        response.headers().forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
        exchange.getResponseBody().write(response.body());
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
