package dev.replicate4j.testkit.internal.http;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * An HTTP/1.1 server on the loopback interface. A held request occupies no thread: its reply is written by whoever
 * completes the stage that the handler returned.
 *
 * <p>The JDK's server does not suffice: it dates every reply by the machine's clock and cannot send a reply that ends with its
 * connection.
 */
public final class EmbeddedHttpServer implements AutoCloseable {

    /** Bodies from this size on are read and written by threads of their own, so that they delay no other request. */
    private static final long LARGE = 64 * 1024;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerOrigin origin;
    private final Handler handler;
    private final ServerExecutors workers;
    private final ServerSocketChannel listener;
    private final Acceptor acceptor;

    private EmbeddedHttpServer(
            ServerOrigin origin, Handler handler, ServerExecutors workers, ServerSocketChannel listener)
            throws IOException {
        this.origin = origin;
        this.handler = handler;
        this.workers = workers;
        this.listener = listener;
        this.acceptor = new Acceptor(listener, connection -> workers.small().execute(() -> serve(connection)));
    }

    /**
     * Takes a port; requests are served from {@link #start} on.
     *
     * @param port the port; 0 for a free one
     */
    public static EmbeddedHttpServer bind(int port, ServerOrigin origin, Handler handler, ServerExecutors workers) {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 4096);
            return new EmbeddedHttpServer(origin, handler, workers, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + port + " of the loopback interface is not free. Ask for port 0.", e);
        }
    }

    /** Begins to serve requests. */
    public void start() {
        acceptor.start();
    }

    /** {@return the address, without a slash at the end} */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.socket().getLocalPort());
    }

    /** Closes all connections, those with held requests too. */
    @Override
    public void close() {
        acceptor.close();
    }

    private void serve(ServerConnection connection) {
        try {
            RequestHead head = connection.readHead();
            if (head == null) {
                connection.close();
            } else if (head.isLongerThan(LARGE)) {
                workers.bulk().execute(() -> handle(connection, head));
            } else {
                handle(connection, head);
            }
        } catch (ProtocolException e) {
            connection.refuse(e);
        } catch (IOException e) {
            // The client closed the connection.
            connection.close();
        }
    }

    private void handle(ServerConnection connection, RequestHead head) {
        ServerRequest request = new ServerRequest(head, connection.body(head), origin);
        CompletionStage<ServerReply> stage;
        try {
            stage = handler.handle(request);
        } catch (RuntimeException e) {
            reply(connection, head, failure(e));
            return;
        }
        stage.whenComplete((reply, failure) -> reply(connection, head, failure == null ? reply : failure(failure)));
    }

    private void reply(ServerConnection connection, RequestHead head, ServerReply reply) {
        ReplyWriter writer = new ReplyWriter(connection, head, workers.bulk(), this::next);
        if (reply.body().length() >= LARGE || reply.fault() instanceof TransmissionFault.Endless) {
            workers.bulk().execute(() -> writer.write(reply));
        } else {
            writer.write(reply);
        }
    }

    /** Goes on with a connection whose reply has been sent. */
    private void next(ServerConnection connection) {
        if (connection.hasUnreadBody()) {
            workers.bulk().execute(() -> {
                connection.skipBody();
                next(connection);
            });
        } else if (connection.hasInput()) {
            workers.small().execute(() -> serve(connection));
        } else {
            acceptor.await(connection);
        }
    }

    private static ServerReply failure(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return ServerReply.json(
                500,
                Map.of(
                        "title",
                        "The testkit failed",
                        "detail",
                        "This is a fault of replicate-testkit or of a handler given to it: " + trace,
                        "status",
                        500));
    }

    /** Answers a request, now or later. */
    @FunctionalInterface
    public interface Handler {

        /** Answers the request; the reply is sent when the stage completes. */
        CompletionStage<ServerReply> handle(ServerRequest request);
    }
}
