package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.ReplyBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Takes the bytes of an upload: the first megabyte in memory, more of them in a temporary file. */
final class UploadBuffer extends OutputStream {

    private static final int IN_MEMORY = 1024 * 1024;

    private final Path folder;
    private final long limit;
    private final MessageDigest md5 = digest("MD5");
    private final MessageDigest sha256 = digest("SHA-256");
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private @Nullable OutputStream overflow;
    private @Nullable Path file;
    private long size;

    /** Takes so many bytes; more are counted but not kept. */
    UploadBuffer(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (tooLarge()) {
            return;
        }
        md5.update(bytes, offset, length);
        sha256.update(bytes, offset, length);
        OutputStream out = overflow;
        if (out == null && size > IN_MEMORY) {
            out = startFile();
        }
        if (out == null) {
            buffer.write(bytes, offset, length);
        } else {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        if (overflow != null) {
            overflow.close();
        }
    }

    boolean tooLarge() {
        return size > limit;
    }

    ReplyBody body() {
        return file == null ? ReplyBody.of(buffer.toByteArray()) : new PathBody(file, size);
    }

    String md5() {
        return HexFormat.of().formatHex(md5.digest());
    }

    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    private OutputStream startFile() throws IOException {
        Path started = Files.createTempFile(folder, "upload", ".part");
        OutputStream out = Files.newOutputStream(started);
        buffer.writeTo(out);
        buffer.reset();
        file = started;
        overflow = out;
        return out;
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
        }
    }
}
