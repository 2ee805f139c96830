package dev.replicate4j;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.replicate4j.internal.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on the loopback interface that answers what a test tells it to: each route gives its answers in turn, and
 * the last one again and again.
 */
final class Loopback implements AutoCloseable {

    /** What a request is answered with. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** Answers later, and holds no thread until then. */
    record Held(BlockingQueue<HttpExchange> exchanges) implements Answer {

        Held() {
            this(new LinkedBlockingQueue<>());
        }

        @Override
        public void to(HttpExchange exchange) {
            throw new UnsupportedOperationException();
        }

        /** Answers the next request that is held. */
        void release(Answer answer) {
            try (HttpExchange exchange = exchanges.take()) {
                answer.to(exchange);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

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

    /** Connections that wait to be accepted: enough for a test with thousands at once. */
    private static final int BACKLOG = 4096;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "loopback"));
    private final Map<String, Queue<Answer>> routes = new ConcurrentHashMap<>();
    private volatile @Nullable Answer otherwise;
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

    Loopback() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** A client of this server that never waits between attempts. */
    ReplicateBuilder client() {
        return Replicate.builder()
                .environment(variable -> null)
                .apiToken("r8_test")
                .baseUrl(url("/v1"));
    }

    Loopback on(String route, Answer... answers) {
        routes.put(route, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    /** What requests to other routes are answered with; 404 by default. */
    Loopback otherwise(Answer answer) {
        otherwise = answer;
        return this;
    }

    List<Seen> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    List<Seen> seen(String route) {
        return seen().stream()
                .filter(request -> request.toString().equals(route))
                .toList();
    }

    /** Waits until that many such requests have come. */
    void await(String route, int count) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        synchronized (seen) {
            while (seen(route).size() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("Waited in vain for " + count + " of " + route + ", but saw " + seen);
                }
                try {
                    seen.wait(left);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
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

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Seen request = new Seen(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body);
        synchronized (seen) {
            seen.add(request);
            seen.notifyAll();
        }
        Answer answer = answer(request.toString());
        if (answer instanceof Held held) {
            held.exchanges().add(exchange);
            return;
        }
        try (exchange) {
            answer.to(exchange);
        }
    }

    private Answer answer(String route) {
        Queue<Answer> answers = routes.get(route);
        if (answers == null) {
            Answer other = otherwise;
            return other != null ? other : json(404, Map.of("detail", "no route " + route, "status", 404));
        }
        synchronized (answers) {
            return answers.size() > 1 ? answers.remove() : answers.element();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
