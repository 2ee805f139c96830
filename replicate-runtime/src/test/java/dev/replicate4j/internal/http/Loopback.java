package dev.replicate4j.internal.http;

import com.sun.net.httpserver.HttpExchange;
import dev.replicate4j.testsupport.LoopbackServer;
import dev.replicate4j.testsupport.LoopbackServer.ReceivedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A real HTTP server on a free port, which answers from a script and remembers what it was asked. */
public final class Loopback implements AutoCloseable {

    /** What was asked. */
    public record Asked(String method, String path, String query, Map<String, List<String>> headers, String body) {

        /** Returns the first value of a header, or an empty text. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    /** Answers an exchange. */
    public interface Script {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final LoopbackServer server =
            LoopbackServer.start().otherwise(exchange -> reply(exchange, 599, "{\"detail\":\"not in the script\"}"));

    public Loopback() {}

    /** Returns the API's base URL on this server. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** Answers the next request so; once the scripts are used up, requests get a 599. */
    public Loopback then(Script script) {
        server.then(new LoopbackServer.Answer() {
            @Override
            public void to(HttpExchange exchange) throws IOException {
                script.answer(exchange);
            }

            @Override
            public boolean isHeld() {
                return true; // a script closes the exchange itself, perhaps later
            }
        });
        return this;
    }

    /** Answers the next request with JSON. */
    public Loopback then(int status, String json, String... headers) {
        return then(exchange -> reply(exchange, status, json, headers));
    }

    /** Breaks the connection instead of an answer to the next request. */
    public Loopback thenBreak() {
        return then(HttpExchange::close);
    }

    /** Waits until the server was asked a number of times. */
    public void awaitAsked(int times) {
        server.await(times);
    }

    /** Returns what was asked so far. */
    public List<Asked> asked() {
        return server.requests().stream().map(Loopback::asked).toList();
    }

    /** Returns the last request. */
    public Asked last() {
        return asked(server.last());
    }

    private static Asked asked(ReceivedRequest request) {
        return new Asked(request.method(), request.rawPath(), request.query(), request.headers(), request.body());
    }

    public static void reply(HttpExchange exchange, int status, String body, String... headers) throws IOException {
        LoopbackServer.reply(status, "application/json", body.getBytes(StandardCharsets.UTF_8), headers)
                .to(exchange);
        exchange.close();
    }

    @Override
    public void close() {
        server.close();
    }
}
