package dev.replicate4j.bench.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One client's connection: reads one request after the other, writes what its answer puts in. */
final class Connection {
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final ByteBuffer FILLER = ByteBuffer.allocateDirect(1 << 18);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final BiConsumer<Request, Connection> answers;
    private final Queue<ByteBuffer> out = new ArrayDeque<>();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    private int matched;
    private @Nullable Request request;
    private @Nullable Body body;
    private long filler;

    Connection(SocketChannel channel, SelectionKey key, BiConsumer<Request, Connection> answers) {
        this.channel = channel;
        this.key = key;
        this.answers = answers;
    }

    /** Reads what has come; false when the client has gone. */
    boolean read(ByteBuffer shared) throws IOException {
        shared.clear();
        int count = channel.read(shared);
        if (count < 0) {
            return false;
        }
        shared.flip();
        while (shared.hasRemaining()) {
            consume(shared);
        }
        return true;
    }

    private void consume(ByteBuffer buffer) {
        if (body == null) {
            readHead(buffer);
        }
        if (body != null && request != null) {
            body.consume(buffer);
            if (body.finished()) {
                Request complete = request;
                body = null;
                request = null;
                answers.accept(complete, this);
            }
        }
    }

    private void readHead(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            byte b = buffer.get();
            head.write(b);
            matched = b == HEAD_END[matched] ? matched + 1 : b == HEAD_END[0] ? 1 : 0;
            if (matched == HEAD_END.length) {
                matched = 0;
                request = Request.parse(head.toString(StandardCharsets.ISO_8859_1));
                body = Body.of(request);
                head.reset();
                return;
            }
        }
    }

    /** Sends bytes now, or as soon as the client takes them. */
    void send(byte[] bytes) {
        out.add(ByteBuffer.wrap(bytes));
        write();
    }

    /** Sends bytes, then as many zeros. */
    void send(byte[] bytes, long zeros) {
        out.add(ByteBuffer.wrap(bytes));
        filler = zeros;
        write();
    }

    /** Writes what the socket takes and asks to be called again for the rest. */
    void write() {
        try {
            key.interestOps(
                    flushed() && filled() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException | CancelledKeyException gone) {
            close();
        }
    }

    private boolean flushed() throws IOException {
        for (ByteBuffer next = out.peek(); next != null; next = out.peek()) {
            channel.write(next);
            if (next.hasRemaining()) {
                return false;
            }
            out.remove();
        }
        return true;
    }

    private boolean filled() throws IOException {
        while (filler > 0) {
            ByteBuffer zeros = FILLER.duplicate();
            zeros.limit((int) Math.min(zeros.capacity(), filler));
            int written = channel.write(zeros);
            if (written == 0) {
                return false;
            }
            filler -= written;
        }
        return true;
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException ignored) {
            // The client is gone either way.
        }
    }
}
