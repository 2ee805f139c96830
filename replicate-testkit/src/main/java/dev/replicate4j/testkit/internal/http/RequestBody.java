package dev.replicate4j.testkit.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** The body of a request: so many bytes, or chunks. */
final class RequestBody extends InputStream {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private final boolean chunked;
    private boolean continues;
    private boolean begun;
    private boolean ended;
    private long left;

    private RequestBody(InputStream in, OutputStream out, boolean chunked, long length, boolean continues) {
        this.in = in;
        this.out = out;
        this.chunked = chunked;
        this.left = length;
        this.ended = !chunked && length == 0;
        this.continues = continues;
    }

    static RequestBody none() {
        return new RequestBody(InputStream.nullInputStream(), OutputStream.nullOutputStream(), false, 0, false);
    }

    static RequestBody of(RequestHead head, InputStream in, OutputStream out) {
        boolean continues = "100-continue".equalsIgnoreCase(head.header("expect"));
        return new RequestBody(in, out, head.isChunked(), head.length(), continues);
    }

    /** {@return whether the whole body has been read} */
    boolean isRead() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (continues) {
            continues = false;
            out.write(CONTINUE);
        }
        if (!ended && chunked && left == 0) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            ended = true;
            throw new EOFException("The body of a request ends early: " + left + " more bytes were announced.");
        }
        left -= count;
        ended = !chunked && left == 0;
        return count;
    }

    private void nextChunk() throws IOException {
        if (begun) {
            line();
        }
        begun = true;
        String size = line().replaceFirst(";.*", "").strip();
        try {
            left = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
            throw new ProtocolException("Not the size of a chunk: " + size);
        }
        if (left == 0) {
            while (!line().isEmpty()) {
                // Trailers are ignored.
            }
            ended = true;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                ended = true;
                throw new EOFException("The body of a request ends within a chunk.");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
