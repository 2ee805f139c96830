package dev.replicate4j.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with one answer, which allocates and starts nothing that a count of the client's could mistake for its own. */
final class PredictionStub implements AutoCloseable {

    static {
        // Else the second part of an answer waits for the client's acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final byte[] answer;
    private final AtomicInteger requests = new AtomicInteger();
    private final Semaphore created = new Semaphore(0);
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();

    private PredictionStub(HttpServer server, byte[] answer) {
        this.server = server;
        this.answer = answer;
    }

    /** Every prediction has succeeded when it is created. */
    static PredictionStub finished() {
        return answering("\"status\":\"succeeded\",\"output\":[\"https://replicate.delivery/out-0.png\"]");
    }

    /** No prediction ever begins to run. */
    static PredictionStub starting() {
        return answering("\"status\":\"starting\"");
    }

    private static PredictionStub answering(String state) {
        String prediction =
                "{\"id\":\"p1\",\"model\":\"black-forest-labs/flux-dev\",\"version\":\"hidden\",\"input\":{},"
                        + "\"logs\":\"\",\"error\":null,\"created_at\":\"2026-01-01T00:00:00Z\",\"urls\":{},\"data_removed\":false,"
                        + state + "}";
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
            PredictionStub stub = new PredictionStub(server, prediction.getBytes(StandardCharsets.UTF_8));
            server.createContext("/", stub::answer);
            server.setExecutor(stub.executor);
            server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            body.readAllBytes();
            requests.incrementAndGet();
            clients.add(exchange.getRemoteAddress());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
        if (exchange.getRequestMethod().equals("POST")) {
            created.release();
        }
    }

    String apiUrl() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/v1";
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return clients.size();
    }

    /** Waits until that many predictions were created. */
    void awaitCreated(int count) throws InterruptedException {
        if (!created.tryAcquire(count, 1, TimeUnit.MINUTES)) {
            throw new AssertionError(created.availablePermits() + " of " + count + " predictions were created");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
