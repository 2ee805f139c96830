package dev.replicate4j.testkit.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes chunks; closing it writes the last chunk and leaves the connection open. */
final class ChunkedOutputStream extends FilterOutputStream {

    private static final byte[] LINE_END = {'\r', '\n'};

    ChunkedOutputStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            chunk(bytes, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        chunk(new byte[0], 0, 0);
    }

    private void chunk(byte[] bytes, int offset, int length) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(length + 16);
        chunk.writeBytes(Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(LINE_END);
        chunk.write(bytes, offset, length);
        chunk.writeBytes(LINE_END);
        out.write(chunk.toByteArray());
    }
}
