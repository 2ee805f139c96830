package dev.replicate4j.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The part of the API that the plugin asks: replies to {@code GET /v1/PATH} with the file {@code PATH.json} of a folder, or {@code PATH} if it ends so. A path
 * can be scripted to fail. Used by tests and, through Maven Invoker's hook scripts, by the projects in {@code src/it}.
 */
public final class StubApi implements AutoCloseable {

    /** A reply that no file gives. */
    private record Scripted(int status, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Path folder;
    private final Map<String, Scripted> scripted = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private StubApi(HttpServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Starts to serve a folder on a free port of the loopback interface. */
    public static StubApi serve(Path folder) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            StubApi api = new StubApi(server, folder);
            server.createContext("/", api::answer);
            server.start();
            return api;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where the API is. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    /** The port, for those who take the server for a proxy. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Makes a path fail. */
    public StubApi fail(String path, int status, String detail, Map<String, String> headers) {
        scripted.put(path, new Scripted(status, "{\"status\":" + status + ",\"detail\":\"" + detail + "\"}", headers));
        return this;
    }

    /** What was asked, each as path and authorization: {@code models/acme/painter Bearer abc}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/v1/", "");
            requests.add(path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            Path file = folder.resolve(path.endsWith(".json") ? path : path + ".json");
            if (scripted.containsKey(path)) {
                Scripted reply = scripted.get(path);
                reply.headers().forEach(exchange.getResponseHeaders()::set);
                send(exchange, reply.status(), reply.body().getBytes(StandardCharsets.UTF_8));
            } else if (Files.isRegularFile(file)) {
                send(exchange, 200, Files.readAllBytes(file));
            } else {
                send(exchange, 404, "{\"status\":404,\"detail\":\"Not found.\"}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
