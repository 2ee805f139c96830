package dev.replicate4j.internal.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Reads a local copy. {@code Files.copy} comes down to {@link #transferTo}, whose steps in the JDK are of 8 KiB: those made
 * copying a large file take as long again as its download.
 */
final class LocalCopyInputStream extends FilterInputStream {

    private static final int STEP = 256 * 1024;

    LocalCopyInputStream(InputStream file) {
        super(file);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] bytes = new byte[Math.max(1, Math.min(STEP, in.available()))];
        long sum = 0;
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            out.write(bytes, 0, count);
            sum += count;
        }
        return sum;
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        return in.readAllBytes();
    }
}
