package dev.replicate4j.testkit.internal.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client's connection: reads requests one after the other, and has the stream of their replies. */
final class ServerConnection {

    private static final int MAX_HEAD = 256 * 1024;

    private final SocketChannel channel;
    private final Consumer<ServerConnection> onClose;
    private final InputStream in;
    private final OutputStream out;
    private RequestBody body = RequestBody.none();

    ServerConnection(SocketChannel channel, Consumer<ServerConnection> onClose) {
        this.channel = channel;
        this.onClose = onClose;
        this.in = new BufferedInputStream(new ChannelInput(channel), 16 * 1024);
        this.out = new ChannelOutput(channel);
    }

    /** Waits for the next request with the selector. */
    void register(Selector selector) {
        try {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        } catch (IOException e) {
            close();
        }
    }

    /** Reads and writes block from now on; false if the connection is closed. */
    boolean block() {
        try {
            channel.configureBlocking(true);
            return true;
        } catch (IOException e) {
            close();
            return false;
        }
    }

    /** {@return the next request's head; null if there is none} */
    @Nullable RequestHead readHead() throws IOException {
        String request = line(MAX_HEAD);
        if (request == null) {
            return null;
        }
        String[] words = request.split(" ", 3);
        if (words.length < 3 || !words[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("Not a request of HTTP/1: " + request);
        }
        Map<String, List<String>> headers = readHeaders();
        String connection = String.valueOf(headers.get("connection")).toLowerCase(Locale.ROOT);
        boolean current = !words[2].equals("HTTP/1.0");
        boolean persistent = current && !connection.contains("close");
        return new RequestHead(words[0], target(words[1]), persistent, current, length(headers), headers);
    }

    private static long length(Map<String, List<String>> headers) throws ProtocolException {
        String length = headers.getOrDefault("content-length", List.of("0")).get(0);
        if (!length.matches("\\d{1,18}")) {
            throw new ProtocolException("Not a length: " + length);
        }
        return headers.containsKey("transfer-encoding") ? 0 : Long.parseLong(length);
    }

    private Map<String, List<String>> readHeaders() throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        int left = MAX_HEAD;
        for (String line = needed(left); !line.isEmpty(); line = needed(left)) {
            left -= line.length();
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("Not a header: " + line);
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Begins to read the body that follows the head. */
    RequestBody body(RequestHead head) {
        body = RequestBody.of(head, in, out);
        return body;
    }

    boolean hasUnreadBody() {
        return !body.isRead();
    }

    /** Reads what is left of the body, so that the next request can be read. */
    void skipBody() {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            close();
        }
        body = RequestBody.none();
    }

    /**
     * Closes when a reply has been sent, and what is left of the request was read: a connection that is closed with bytes unread
     * is reset, and the client may lose what was sent.
     */
    void end() {
        try {
            out.flush();
            channel.shutdownOutput();
            skipBody();
            close();
        } catch (IOException e) {
            // The client closed the connection.
            close();
        }
    }

    /** {@return whether bytes of the next request have been read} */
    boolean hasInput() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Answers a malformed request with status 400, and closes. */
    void refuse(ProtocolException problem) {
        try {
            out.write(("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\n"
                            + problem.getMessage() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            close();
        } catch (IOException e) {
            // The client closed the connection.
            close();
        }
    }

    OutputStream output() {
        return out;
    }

    void close() {
        onClose.accept(this);
        try {
            channel.close();
        } catch (IOException e) {
            // The connection is unusable either way.
            return;
        }
    }

    /** A request to a proxy has an absolute URL. */
    private static String target(String sent) {
        return sent.startsWith("http://") ? sent.replaceFirst("http://[^/]*", "") : sent;
    }

    private String needed(int limit) throws IOException {
        String line = line(limit);
        if (line == null) {
            throw new EOFException("The connection ends within the head of a request.");
        }
        return line;
    }

    private @Nullable String line(int limit) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (line.length() >= limit) {
                throw new ProtocolException("The head of a request is too long.");
            }
            line.append((char) b);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** Unlike the JDK's streams of a channel, it has no lock: a read does not block a write. */
    private static final class ChannelInput extends InputStream {

        private final SocketChannel channel;

        ChannelInput(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    private static final class ChannelOutput extends OutputStream {

        private final SocketChannel channel;

        ChannelOutput(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
