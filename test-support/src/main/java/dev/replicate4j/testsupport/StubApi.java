package dev.replicate4j.testsupport;

import com.sun.net.httpserver.HttpExchange;
import dev.replicate4j.testsupport.LoopbackServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The part of the API that builds ask: replies to {@code GET /v1/PATH} with the file {@code PATH.json} of a folder, or {@code PATH}
 * if it ends so. A path can be scripted to fail. Used by tests and, through Maven Invoker's hook scripts, by the projects in the
 * plugin's {@code src/it}.
 */
public final class StubApi implements AutoCloseable {

    private final LoopbackServer server = LoopbackServer.start().otherwise(this::answer);
    private final Path folder;

    private StubApi(Path folder) {
        this.folder = folder;
    }

    /** Starts to serve a folder. */
    public static StubApi serve(Path folder) {
        return new StubApi(folder);
    }

    /** {@return where the API is} */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** {@return the port, for those who take the server for a proxy} */
    public int port() {
        return server.port();
    }

    /** Makes a path fail. */
    public StubApi fail(String path, int status, String detail, Map<String, String> headers) {
        String body = "{\"status\":" + status + ",\"detail\":\"" + detail + "\"}";
        String[] pairs = headers.entrySet().stream()
                .flatMap(header -> List.of(header.getKey(), header.getValue()).stream())
                .toArray(String[]::new);
        return answer(
                path, LoopbackServer.reply(status, "application/json", body.getBytes(StandardCharsets.UTF_8), pairs));
    }

    /** Answers a path with something else than its file. */
    public StubApi answer(String path, Answer answer) {
        server.on("GET /v1/" + path, answer);
        return this;
    }

    /** {@return what was asked, each as path and authorization: {@code models/acme/painter Bearer abc}} */
    public List<String> requests() {
        return server.requests().stream()
                .map(request -> request.path().replaceFirst("^/v1/", "") + " " + request.header("Authorization"))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/v1/", "");
        Path file = folder.resolve(path.endsWith(".json") ? path : path + ".json");
        Answer answer = Files.isRegularFile(file)
                ? LoopbackServer.reply(200, "application/json", Files.readAllBytes(file))
                : LoopbackServer.json(404, "{\"status\":404,\"detail\":\"Not found.\"}");
        answer.to(exchange);
    }

    @Override
    public void close() {
        server.close();
    }
}
