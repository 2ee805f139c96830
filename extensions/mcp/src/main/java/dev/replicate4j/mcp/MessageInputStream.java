package dev.replicate4j.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Standard input, one message a line; each passes a function, and the end is announced. */
final class MessageInputStream extends InputStream {

    private final InputStream source;
    private final UnaryOperator<String> messages;
    private final Runnable end;
    private byte[] line = new byte[0];
    private int next;
    private boolean ended;

    MessageInputStream(InputStream source, UnaryOperator<String> messages, Runnable end) {
        this.source = new BufferedInputStream(source);
        this.messages = messages;
        this.end = end;
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
        while (next == line.length) {
            if (ended) {
                return false;
            }
            next = 0;
            line = nextLine();
        }
        return true;
    }

    private byte[] nextLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int read = source.read();
        while (read >= 0 && read != '\n') {
            bytes.write(read);
            read = source.read();
        }
        if (read < 0) {
            ended = true;
            end.run();
        }
        String message = bytes.toString(StandardCharsets.UTF_8).strip();
        String passed = message.isEmpty() ? "" : messages.apply(message);
        return passed.isEmpty() ? new byte[0] : (passed + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
