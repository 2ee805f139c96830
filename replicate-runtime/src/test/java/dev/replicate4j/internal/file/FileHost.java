package dev.replicate4j.internal.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A host of files on a loopback port that answers as it is told, byte by byte: a JDK server would mend the faults.
 *
 * <p>Answers are used up in order; the last one serves all further requests. One connection, one answer.
 */
public final class FileHost implements AutoCloseable {

    private final ServerSocket server;
    private final Deque<Answering> script = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    private FileHost(ServerSocket server) {
        this.server = server;
    }

    public static FileHost start(Answering... script) throws IOException {
        FileHost host = new FileHost(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
        host.script.addAll(List.of(script));
        Thread acceptor = new Thread(host::accept, "file-host");
        acceptor.setDaemon(true);
        acceptor.start();
        return host;
    }

    /** Answers a request by writing to the connection, which is closed afterwards. */
    @FunctionalInterface
    public interface Answering {
        void answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /** A request as it came; header names in lower case, the body yet to be read. */
    public record Request(String method, String target, Map<String, String> headers, InputStream body) {

        /** Where the range that is asked for starts. */
        public int from() {
            String range = headers.get("range");
            return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        }

        /** Reads the whole body, of known length or in chunks; fails if the client hangs up. */
        public byte[] read() throws IOException {
            if (!"chunked".equals(headers.get("transfer-encoding"))) {
                return read(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            }
            ByteArrayOutputStream chunks = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                chunks.writeBytes(read(size));
                readLine(body);
            }
            readLine(body);
            return chunks.toByteArray();
        }

        private int chunkSize() throws IOException {
            String size = readLine(body);
            if (size.isEmpty()) {
                throw new EOFException("the client hung up");
            }
            return Integer.parseInt(size, 16);
        }

        private byte[] read(int length) throws IOException {
            byte[] bytes = body.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("the client hung up");
            }
            return bytes;
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    public List<Request> requests() {
        return requests;
    }

    /** Serves the whole content, or the part asked for if the file has not changed. */
    public static Answering serving(byte[] content, String... headers) {
        return (request, out) -> {
            int from = String.join("\n", headers).contains(request.headers().getOrDefault("if-range", "ETag"))
                    ? request.from()
                    : 0;
            head(out, from == 0 ? "200 OK" : "206 Partial Content", headers);
            if (from > 0) {
                line(out, "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            line(out, "Content-Length: " + (content.length - from) + "\r\n");
            out.write(content, from, content.length - from);
        };
    }

    /** Announces the whole content, or the rest, and breaks off after so many bytes. */
    public static Answering cutting(byte[] content, int bytes, String... headers) {
        return (request, out) -> {
            int from = request.from();
            head(out, from == 0 ? "200 OK" : "206 Partial Content", headers);
            if (from > 0) {
                line(out, "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            line(out, "Content-Length: " + (content.length - from) + "\r\n");
            out.write(content, from, bytes);
        };
    }

    public static Answering status(int status, String... headers) {
        return (request, out) -> {
            head(out, status + " Status", headers);
            line(out, "Content-Length: 4\r\n\r\noops");
        };
    }

    public static void head(OutputStream out, String status, String... headers) throws IOException {
        line(out, "HTTP/1.1 " + status);
        line(out, "Connection: close");
        for (String header : headers) {
            line(out, header);
        }
    }

    public static void line(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                Thread thread = new Thread(() -> serve(socket), "file-host-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            String first = readLine(in);
            if (first.isEmpty()) {
                return;
            }
            Map<String, String> headers = new TreeMap<>();
            for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
                String[] parts = line.split(": *", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            }
            Request request = new Request(first.split(" ")[0], first.split(" ")[1], headers, in);
            requests.add(request);
            next().answer(request, socket.getOutputStream());
            socket.getOutputStream().flush();
            socket.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            // The client hung up, or the test is over: the tests look at what the client makes of it.
            Thread.currentThread().interrupt();
        }
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        for (; c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private synchronized Answering next() {
        return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
