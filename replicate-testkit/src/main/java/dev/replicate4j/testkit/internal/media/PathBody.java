package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.ReplyBody;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A body that is read from a file each time.
 *
 * @param file the file
 * @param length its length
 */
public record PathBody(Path file, long length) implements ReplyBody {

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Files.copy(file, out);
    }

    /** {@return the file as something to be published; fails if it cannot be read} */
    public static MediaFile media(Path file) {
        String name = String.valueOf(file.getFileName());
        String type = URLConnection.guessContentTypeFromName(name);
        PathBody body;
        try {
            body = new PathBody(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the output file " + file + ".", e);
        }
        return new MediaFile(name, type == null ? "application/octet-stream" : type, () -> body);
    }
}
