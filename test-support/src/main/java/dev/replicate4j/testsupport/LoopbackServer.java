package dev.replicate4j.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on a free port of the loopback interface that answers what a test tells it to, and keeps what it was asked. A
 * request gets the next answer of the script; else that of its route, each of which gives its answers in turn and the last one
 * again and again; else the default one.
 *
 * <pre>{@code
 * try (LoopbackServer server = LoopbackServer.start().on("GET /v1/account", LoopbackServer.json(200, "{}"))) {
 *     ...
 *     assertThat(server.requests()).hasSize(1);
 * }
 * }</pre>
 */
public final class LoopbackServer implements AutoCloseable {

    /** What a request is answered with. */
    @FunctionalInterface
    public interface Answer {
        /** Sends a reply; the exchange is closed afterwards, unless the answer holds it. */
        void to(HttpExchange exchange) throws IOException;

        /** {@return whether the exchange is kept open, and answered later} */
        default boolean isHeld() {
            return false;
        }
    }

    /** Answers later, and holds no thread until then. */
    public static class HeldAnswer implements Answer {

        private final BlockingQueue<HttpExchange> exchanges = new LinkedBlockingQueue<>();

        @Override
        public void to(HttpExchange exchange) {
            exchanges.add(exchange);
        }

        @Override
        public boolean isHeld() {
            return true;
        }

        /** Answers the next request that is held; waits for one. */
        public void release(Answer answer) {
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
    public record ReceivedRequest(
            String method,
            String path,
            String rawPath,
            @Nullable String query,
            Map<String, List<String>> headers,
            byte[] bytes,
            InetSocketAddress client) {

        /** {@return the first value of a header; null where there is none} */
        public @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }

        /** {@return the body as text} */
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        boolean isOf(String route) {
            return route.length() == method.length() + 1 + path.length()
                    && route.startsWith(method)
                    && route.endsWith(path);
        }

        /** {@return method and path: {@code GET /v1/account}} */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Connections that wait to be accepted: enough for a test with thousands at once. */
    private static final int BACKLOG = 4096;

    static {
        // Else the second part of an answer waits for the client's acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "loopback");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Answer>> routes = new ConcurrentHashMap<>();
    private final List<ReceivedRequest> requests = new ArrayList<>();
    private volatile Answer otherwise =
            json(404, "{\"status\":404,\"detail\":\"This test has no answer for the request.\"}");

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /** Starts a server. */
    public static LoopbackServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            LoopbackServer loopback = new LoopbackServer(server);
            server.setExecutor(loopback.threads);
            server.createContext("/", loopback::handle);
            server.start();
            return loopback;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the port} */
    public int port() {
        return server.getAddress().getPort();
    }

    /** {@return an address on this server} */
    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** {@return the address that a client takes for the API's} */
    public String baseUrl() {
        return url("/v1");
    }

    /** Adds an answer to the script: to the next request, whatever it is. */
    public LoopbackServer then(Answer answer) {
        script.add(answer);
        return this;
    }

    /** Sets the answers of a route, such as {@code GET /v1/account}. */
    public LoopbackServer on(String route, Answer... answers) {
        routes.put(route, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    /** Sets what all other requests are answered with; 404 by default. */
    public LoopbackServer otherwise(Answer answer) {
        otherwise = answer;
        return this;
    }

    /** {@return what was asked so far, in order} */
    public List<ReceivedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** {@return what was asked of a route so far} */
    public List<ReceivedRequest> requests(String route) {
        return requests().stream().filter(request -> request.isOf(route)).toList();
    }

    /** {@return the last request} */
    public ReceivedRequest last() {
        List<ReceivedRequest> all = requests();
        return all.get(all.size() - 1);
    }

    /** Waits until that many requests of a route have come. */
    public void await(String route, int count) {
        await(request -> request.isOf(route), count, route);
    }

    private void await(Predicate<ReceivedRequest> wanted, int count, String what) {
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        synchronized (requests) {
            while (requests.stream().filter(wanted).count() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("expected " + count + " " + what + ", but got " + requests);
                }
                try {
                    requests.wait(left);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** Answers with JSON. */
    public static Answer json(int status, String json) {
        return reply(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with a body of any kind, and further headers as names and values in turn. */
    public static Answer reply(int status, String type, byte[] body, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Sends a body that never ends. */
    public static Answer endless(String type) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, 0);
            byte[] block = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            while (true) {
                exchange.getResponseBody().write(block);
            }
        };
    }

    /** Waits until that many requests have come, whatever they are. */
    public void await(int count) {
        await(request -> true, count, "requests");
    }

    /** Closes the connection without an answer. */
    public static Answer drop() {
        return HttpExchange::close;
    }

    private void handle(HttpExchange exchange) throws IOException {
        ReceivedRequest request = new ReceivedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                Map.copyOf(exchange.getRequestHeaders()),
                exchange.getRequestBody().readAllBytes(),
                exchange.getRemoteAddress());
        synchronized (requests) {
            requests.add(request);
            requests.notifyAll();
        }
        Answer answer = answer(request.toString());
        if (answer.isHeld()) {
            answer.to(exchange);
            return;
        }
        try (exchange) {
            answer.to(exchange);
        }
    }

    private Answer answer(String route) {
        Answer next = script.poll();
        Queue<Answer> answers = routes.get(route);
        if (next != null || answers == null) {
            return next == null ? otherwise : next;
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
