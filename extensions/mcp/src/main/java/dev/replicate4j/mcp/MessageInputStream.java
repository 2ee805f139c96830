package dev.replicate4j.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/**
 * Standard input, one message a line; each passes a function, and the end is announced. A thread of its own reads it, so that
 * the end is seen, and the process ends with its client, even if nobody reads any more.
 */
final class MessageInputStream extends InputStream {

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
    private byte[] line = END;
    private int next;
    private boolean ended;

    MessageInputStream(InputStream source, UnaryOperator<String> messages, Runnable end) {
        Thread reader = new Thread(() -> readAll(new BufferedInputStream(source), messages, end), "mcp-input");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll(InputStream source, UnaryOperator<String> messages, Runnable end) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int read = source.read(); read >= 0; read = source.read()) {
                if (read == '\n') {
                    add(bytes, messages);
                } else {
                    bytes.write(read);
                }
            }
            add(bytes, messages);
        } catch (IOException broken) {
            System.err.println("Standard input is broken: " + broken.getMessage());
        } finally {
            lines.add(END);
            end.run();
        }
    }

    private void add(ByteArrayOutputStream bytes, UnaryOperator<String> messages) {
        String message = bytes.toString(StandardCharsets.UTF_8).strip();
        bytes.reset();
        String passed = message.isEmpty() ? "" : messages.apply(message);
        if (!passed.isEmpty()) {
            lines.add((passed + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? line[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, line.length - next);
        System.arraycopy(line, next, bytes, offset, count);
        next += count;
        return count;
    }

    /** A reader must not wait for more than the rest of a line. */
    @Override
    public int available() {
        return line.length - next;
    }

    private boolean fill() throws IOException {
        if (next < line.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        try {
            line = lines.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The thread was interrupted while it waited for a message.");
        }
        next = 0;
        ended = line.length == 0;
        return !ended;
    }
}
