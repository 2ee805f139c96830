package dev.replicate4j.testkit.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The body of a reply. */
public interface ReplyBody {

    /** {@return how many bytes {@link #writeTo} writes} */
    long length();

    /** Writes all bytes. */
    void writeTo(OutputStream out) throws IOException;

    /** A body of the given bytes. */
    static ReplyBody of(byte[] bytes) {
        return new ReplyBody() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }

    /** A body of the given text in UTF-8. */
    static ReplyBody of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }
}
