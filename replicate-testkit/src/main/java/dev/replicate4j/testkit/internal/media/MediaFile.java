package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.ReplyBody;
import java.util.function.Supplier;

/**
 * A file that a model made, not yet published.
 *
 * @param name the file name, as it ends the URL
 * @param type the MIME type
 * @param content makes the content when it is first asked for
 */
public record MediaFile(String name, String type, Supplier<ReplyBody> content) {

    /** A file of the given bytes. */
    public static MediaFile of(String name, String type, byte[] bytes) {
        ReplyBody body = ReplyBody.of(bytes);
        return new MediaFile(name, type, () -> body);
    }
}
