package dev.replicate4j.testkit.internal.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the reply to one request, whole or damaged. */
final class ReplyWriter {

    private static final String SERVER = "replicate-testkit (a test double, not Replicate)";

    private final ServerConnection connection;
    private final RequestHead request;
    private final Executor executor;
    private final Consumer<ServerConnection> next;
    private final OutputStream out;

    /**
     * Creates a writer.
     *
     * @param executor writes what may take long
     * @param next goes on with the connection when the reply has been sent
     */
    ReplyWriter(ServerConnection connection, RequestHead request, Executor executor, Consumer<ServerConnection> next) {
        this.connection = connection;
        this.request = request;
        this.executor = executor;
        this.next = next;
        this.out = new BufferedOutputStream(connection.output(), 16 * 1024);
    }

    void write(ServerReply reply) {
        try {
            Consumer<EventStreamWriter> events = reply.events();
            if (events == null) {
                write(reply, reply.fault());
            } else {
                head(reply, null);
                out.flush();
                events.accept(new EventStreamWriter(body(), executor, this::finish, connection::close));
            }
        } catch (IOException e) {
            // The client closed the connection.
            connection.close();
        }
    }

    private void write(ServerReply reply, @Nullable TransmissionFault fault) throws IOException {
        if (fault == null) {
            writeWhole(reply);
        } else if (fault instanceof TransmissionFault.Cut cut) {
            head(reply, reply.body().length());
            beginning(reply, cut.bytes());
            end();
        } else if (fault instanceof TransmissionFault.Stall stall) {
            head(reply, reply.body().length());
            beginning(reply, stall.bytes());
        } else if (fault instanceof TransmissionFault.Truncate truncate) {
            untilClosed(reply);
            beginning(reply, truncate.bytes());
            end();
        } else if (fault instanceof TransmissionFault.Endless) {
            head(reply, null);
            withoutEnd();
        } else {
            connection.close();
        }
    }

    private void writeWhole(ServerReply reply) throws IOException {
        head(reply, reply.body().length());
        if (!request.method().equals("HEAD")) {
            reply.body().writeTo(out);
        }
        out.flush();
        finish();
    }

    /** Writes the beginning of the body; never its last byte. */
    private void beginning(ServerReply reply, long bytes) throws IOException {
        long limit = Math.max(0, Math.min(bytes, reply.body().length() - 1));
        OutputStream limited = new LimitedOutputStream(out, limit);
        reply.body().writeTo(limited);
        limited.flush();
    }

    /** Writes until the closed connection throws. */
    private void withoutEnd() throws IOException {
        out.flush();
        OutputStream body = body();
        body.write("{\"detail\":\"".getBytes(StandardCharsets.US_ASCII));
        byte[] more = "endless ".repeat(2048).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            body.write(more);
        }
    }

    /** Writes the head of a reply of the given length; null for one whose length is not known. */
    private void head(ServerReply reply, @Nullable Long length) throws IOException {
        StringBuilder head = begin(reply);
        if (length != null && reply.status() != 204 && reply.status() != 304) {
            head.append("Content-Length: ").append(length).append("\r\n");
        } else if (length == null && request.chunks()) {
            head.append("Transfer-Encoding: chunked\r\n");
        }
        if (!request.persistent()) {
            head.append("Connection: close\r\n");
        }
        end(head);
    }

    private void untilClosed(ServerReply reply) throws IOException {
        end(begin(reply).append("Connection: close\r\n"));
    }

    private static StringBuilder begin(ServerReply reply) {
        StringBuilder head = new StringBuilder(512);
        head.append("HTTP/1.1 ").append(reply.status()).append(' ').append(reason(reply.status()));
        head.append("\r\nServer: ").append(SERVER).append("\r\n");
        reply.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head;
    }

    private void end(StringBuilder head) throws IOException {
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private OutputStream body() {
        return request.chunks() ? new ChunkedOutputStream(connection.output()) : connection.output();
    }

    private void finish() {
        if (request.persistent()) {
            next.accept(connection);
        } else {
            end();
        }
    }

    private void end() {
        if (connection.hasUnreadBody()) {
            executor.execute(connection::end);
        } else {
            connection.close();
        }
    }

    private static String reason(int status) {
        return status < 300 ? "OK" : status < 400 ? "Other" : "Error";
    }
}
