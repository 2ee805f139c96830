package dev.replicate4j.testkit.internal.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes so many bytes and discards the rest. */
final class LimitedOutputStream extends FilterOutputStream {

    private long left;

    LimitedOutputStream(OutputStream out, long limit) {
        super(out);
        this.left = limit;
    }

    @Override
    public void write(int b) throws IOException {
        if (left > 0) {
            left--;
            out.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int allowed = (int) Math.min(left, length);
        left -= allowed;
        out.write(bytes, offset, allowed);
    }
}
