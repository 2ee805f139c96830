package dev.replicate4j.bench.stub;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The part of Replicate's API that benchmarks call. A prediction lives in its id alone. */
final class Answers implements BiConsumer<Request, Connection> {
    private static final int CHUNK = 16 * 1024;
    private static final byte[] NOT_FOUND = reply(404, "{\"detail\":\"The benchmark server has no such thing.\"}");

    private final StubServer server;
    private final StubPredictions predictions;
    private final String base;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Map<String, byte[]> streams = new HashMap<>();
    private long requests;

    Answers(StubServer server, String base) {
        this.server = server;
        this.base = base;
        this.predictions = new StubPredictions(base);
    }

    @Override
    public void accept(Request request, Connection connection) {
        requests++;
        String[] path = request.path().split("/", -1);
        if (path.length == 6 && path[2].equals("models") && path[5].equals("predictions")) {
            create(kind(path[4]), request, connection);
        } else if (path.length >= 4 && path[2].equals("predictions")) {
            connection.send(reply(200, predictions.json(kind(path[3]), path[3], elapsed(path[3]))));
        } else if (path.length == 3 && path[1].equals("stream")) {
            stream(kind(path[2]), path[2], connection);
        } else if (path.length == 4 && path[1].equals("file")) {
            file(Long.parseLong(path[2]), request, connection);
        } else if (path.length == 3 && path[2].equals("files")) {
            connection.send(reply(201, uploaded()));
        } else if (request.path().equals("/stats")) {
            connection.send(reply(200, requests + " " + server.connections()));
        } else {
            connection.send(NOT_FOUND);
        }
    }

    private Kind kind(String nameOrId) {
        int dot = nameOrId.indexOf('.');
        return kinds.computeIfAbsent(dot < 0 ? nameOrId : nameOrId.substring(0, dot), Kind::parse);
    }

    private static long elapsed(String id) {
        int dot = id.indexOf('.');
        return System.nanoTime() - Long.parseLong(id, dot + 1, id.indexOf('.', dot + 1), 16);
    }

    private void create(Kind kind, Request request, Connection connection) {
        long now = System.nanoTime();
        String id = kind.name() + "." + Long.toHexString(now) + "." + Long.toHexString(requests);
        if (kind.holds() && request.header("prefer").startsWith("wait")) {
            long duration = kind.durationNanos();
            server.at(now + duration, () -> connection.send(reply(201, predictions.json(kind, id, duration))));
        } else {
            connection.send(reply(201, predictions.json(kind, id, 0)));
        }
    }

    private void stream(Kind kind, String id, Connection connection) {
        connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        connection.send(chunk(": hi\n\n".getBytes(StandardCharsets.US_ASCII)));
        if (kind.dueNanos(1) == kind.dueNanos(0)) {
            connection.send(streams.computeIfAbsent(kind.name(), name -> wholeStream(kind)));
        } else {
            tick(kind, System.nanoTime() - elapsed(id), 0, connection);
        }
    }

    private void tick(Kind kind, long start, int sent, Connection connection) {
        int due = kind.tokensAfter(System.nanoTime() - start);
        if (due > sent) {
            connection.send(chunk(Events.of(sent, due, due == kind.tokens())));
        }
        if (due == kind.tokens()) {
            connection.send(chunk(new byte[0]));
        } else {
            server.at(start + kind.dueNanos(due), () -> tick(kind, start, due, connection));
        }
    }

    private static byte[] wholeStream(Kind kind) {
        byte[] events = Events.of(0, kind.tokens(), true);
        ByteArrayOutputStream all = new ByteArrayOutputStream(events.length + (events.length >> 8));
        for (int at = 0; at < events.length; at += CHUNK) {
            all.writeBytes(chunk(Arrays.copyOfRange(events, at, Math.min(events.length, at + CHUNK))));
        }
        all.writeBytes(chunk(new byte[0]));
        return all.toByteArray();
    }

    private void file(long size, Request request, Connection connection) {
        String range = request.header("range");
        long from = range.isEmpty() ? 0 : Long.parseLong(range, 6, range.indexOf('-'), 10);
        String head = (from == 0 ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 206 Partial Content\r\n")
                + (from == 0 ? "" : "Content-Range: bytes " + from + "-" + (size - 1) + "/" + size + "\r\n")
                + "Content-Type: application/octet-stream\r\nAccept-Ranges: bytes\r\nETag: \"zeros\"\r\n"
                + "Content-Length: " + (size - from) + "\r\n\r\n";
        connection.send(
                head.getBytes(StandardCharsets.US_ASCII), request.method().equals("HEAD") ? 0 : size - from);
    }

    private String uploaded() {
        return """
                {"id":"f%1$d","urls":{"get":"%2$s/v1/files/f%1$d"},"name":"f","content_type":"application/octet-stream",\
                "size":1,"checksums":{"sha256":"00"},"metadata":{},"created_at":"2026-01-01T00:00:00Z",\
                "expires_at":"2036-01-01T00:00:00Z"}""".formatted(requests, base);
    }

    private static byte[] reply(int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        return concat(head.getBytes(StandardCharsets.US_ASCII), body);
    }

    private static byte[] chunk(byte[] data) {
        byte[] head = (Integer.toHexString(data.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return concat(concat(head, data), "\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Returns the seconds that a duration is, for the metrics of a prediction. */
    static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
