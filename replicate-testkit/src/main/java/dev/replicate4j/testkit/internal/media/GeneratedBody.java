package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.ReplyBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SplittableRandom;

/**
 * Bytes that look random but are always the same, made while they are written: a file of any size in no memory.
 *
 * @param length how many bytes
 */
public record GeneratedBody(long length) implements ReplyBody {

    private static final int BLOCK = 64 * 1024;

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        new SplittableRandom(length).nextBytes(block);
        for (long left = length; left > 0; left -= BLOCK) {
            out.write(block, 0, (int) Math.min(left, BLOCK));
        }
    }
}
