package dev.replicate4j.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final Semaphore arrivals = new Semaphore(0);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public Loopback() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns the API's base URL on this server. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Answers the next request so; once the scripts are used up, requests get a 599. */
    public Loopback then(Script script) {
        scripts.add(script);
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
        try {
            while (asked.size() < times) {
                if (!arrivals.tryAcquire(10, TimeUnit.SECONDS)) {
                    throw new AssertionError("expected " + times + " requests, but got " + asked);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns what was asked so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Returns the last request. */
    public Asked last() {
        return asked.get(asked.size() - 1);
    }

    public static void reply(HttpExchange exchange, int status, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        arrivals.release();
        Script script = scripts.poll();
        if (script == null) {
            reply(exchange, 599, "{\"detail\":\"not in the script\"}");
        } else {
            script.answer(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
