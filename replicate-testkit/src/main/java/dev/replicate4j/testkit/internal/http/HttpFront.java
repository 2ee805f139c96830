package dev.replicate4j.testkit.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One listening address on the loopback interface. A held request occupies no thread: its reply is written by whoever
 * completes the stage that the handler returned.
 */
public final class HttpFront implements AutoCloseable {

    /** Bodies from this size on are read and written by threads of their own, so that they hold up nobody. */
    private static final long LARGE = 64 * 1024;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    static {
        // Without the first, replies wait 40 ms for an acknowledgement; the others keep thousands of connections alive.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.maxIdleConnections", "20000");
        setDefault("sun.net.httpserver.idleInterval", "600");
    }

    private final HttpServer server;
    private final Origin origin;
    private final Handler handler;
    private final Workers workers;
    private volatile boolean closed;
    private final Set<HttpExchange> stalled = ConcurrentHashMap.newKeySet();

    private HttpFront(HttpServer server, Origin origin, Handler handler, Workers workers) {
        this.server = server;
        this.origin = origin;
        this.handler = handler;
        this.workers = workers;
    }

    /**
     * Takes a port; requests are served from {@link #start} on.
     *
     * @param port the port; 0 for a free one
     */
    public static HttpFront bind(int port, Origin origin, Handler handler, Workers workers) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 4096);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + port + " of the loopback interface is not free. Ask for port 0.", e);
        }
        HttpFront front = new HttpFront(server, origin, handler, workers);
        server.createContext("/", front::accept);
        server.setExecutor(workers.small());
        return front;
    }

    /** Begins to serve requests. */
    public void start() {
        server.start();
    }

    /** Returns where the front listens, without a slash at the end. */
    public URI address() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    /** Closes all connections, the held ones too. */
    @Override
    public void close() {
        closed = true;
        stalled.forEach(HttpExchange::close);
        server.stop(0);
    }

    private void accept(HttpExchange exchange) {
        if (isLarge(exchange)) {
            workers.bulk().execute(() -> handle(exchange));
        } else {
            handle(exchange);
        }
    }

    private static boolean isLarge(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        boolean unknown = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
        return unknown || (length != null && Long.parseLong(length) >= LARGE);
    }

    private void handle(HttpExchange exchange) {
        CompletionStage<Reply> stage;
        try {
            stage = handler.handle(new Request(exchange, origin));
        } catch (RuntimeException e) {
            reply(exchange, failure(e));
            return;
        }
        stage.whenComplete((reply, failure) -> reply(exchange, failure == null ? reply : failure(failure)));
    }

    private void reply(HttpExchange exchange, Reply reply) {
        if (reply.body().length() >= LARGE || reply.defect() instanceof Defect.Endless) {
            workers.bulk().execute(() -> write(exchange, reply));
        } else {
            write(exchange, reply);
        }
    }

    private void write(HttpExchange exchange, Reply reply) {
        if (reply.defect() instanceof Defect.Drop) {
            exchange.close();
            return;
        }
        try {
            exchange.getResponseHeaders().set("Server", "replicate-testkit (a test double, not Replicate)");
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            writeBody(exchange, reply);
        } catch (IOException e) {
            // The client left, or a defect cut the body: what is left to do is to close the connection.
            exchange.close();
        }
    }

    private void writeBody(HttpExchange exchange, Reply reply) throws IOException {
        Consumer<EventSink> events = reply.events();
        if (events != null) {
            exchange.sendResponseHeaders(reply.status(), 0);
            exchange.getResponseBody().flush();
            events.accept(new EventSink(exchange, workers.bulk()));
            return;
        }
        if (reply.defect() instanceof Defect.Endless) {
            exchange.sendResponseHeaders(reply.status(), 0);
            writeWithoutEnd(exchange.getResponseBody());
            return;
        }
        long length = reply.body().length();
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(reply.status(), -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
        if (reply.defect() == null) {
            reply.body().writeTo(exchange.getResponseBody());
            exchange.close();
        } else {
            writeWrongly(exchange, reply, reply.defect());
        }
    }

    /** Ends by the exception of a closed connection. */
    private void writeWithoutEnd(OutputStream out) throws IOException {
        out.write("{\"detail\":\"".getBytes(StandardCharsets.US_ASCII));
        byte[] more = "endless ".repeat(2048).getBytes(StandardCharsets.US_ASCII);
        while (!closed) {
            out.write(more);
        }
    }

    private void writeWrongly(HttpExchange exchange, Reply reply, Defect defect) throws IOException {
        long limit = defect instanceof Defect.Cut cut ? cut.bytes() : ((Defect.Stall) defect).bytes();
        OutputStream limited = new LimitedOutputStream(exchange.getResponseBody(), limit);
        reply.body().writeTo(limited);
        limited.flush();
        if (defect instanceof Defect.Stall) {
            stalled.add(exchange);
        } else {
            exchange.close();
        }
    }

    private static Reply failure(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return Reply.json(
                500,
                Map.of(
                        "title",
                        "The testkit failed",
                        "detail",
                        "This is a fault of replicate-testkit or of a handler given to it: " + trace,
                        "status",
                        500));
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Answers a request, now or later. */
    @FunctionalInterface
    public interface Handler {

        /** Answers the request; the reply is sent when the stage completes. */
        CompletionStage<Reply> handle(Request request);
    }
}
