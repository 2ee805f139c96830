package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.Body;
import java.util.function.Supplier;

/**
 * A file that a model made, not yet published.
 *
 * @param name the file name, as it ends the URL
 * @param type the MIME type
 * @param content makes the content when it is first asked for
 */
public record Media(String name, String type, Supplier<Body> content) {

    /** A file of the given bytes. */
    public static Media of(String name, String type, byte[] bytes) {
        Body body = Body.of(bytes);
        return new Media(name, type, () -> body);
    }
}
