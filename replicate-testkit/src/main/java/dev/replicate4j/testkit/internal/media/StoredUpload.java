package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.ReplyBody;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that a client uploaded.
 *
 * @param id base64 of a UUID
 * @param name its name
 * @param type its MIME type
 * @param metadata what the client said of it
 * @param content its bytes
 * @param md5 their digest, in hexadecimal
 * @param sha256 their digest, in hexadecimal
 * @param createdAt when it was uploaded
 * @param expiresAt when it goes
 */
public record StoredUpload(
        String id,
        String name,
        String type,
        Map<String, @Nullable Object> metadata,
        ReplyBody content,
        String md5,
        String sha256,
        Instant createdAt,
        Instant expiresAt) {

    /** {@return the file as the API shows it} */
    public Map<String, @Nullable Object> json(URI api) {
        return ServerJson.object(
                "id",
                id,
                "name",
                name,
                "content_type",
                type,
                "size",
                content.length(),
                "etag",
                md5,
                "checksums",
                ServerJson.object("sha256", sha256, "md5", md5),
                "metadata",
                metadata,
                "created_at",
                createdAt.toString(),
                "expires_at",
                expiresAt.toString(),
                "urls",
                ServerJson.object("get", api + "/files/" + id));
    }
}
