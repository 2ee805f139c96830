package dev.replicate4j.api;

import dev.replicate4j.error.DecodeException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A file that was uploaded as an input of models. Replicate keeps it for 24 hours. */
public final class UploadedFile extends ApiObject {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public UploadedFile(Map<String, ? extends @Nullable Object> json) {
        super(json, "id", "name");
    }

    /** {@return the id: letters and digits} */
    public String id() {
        return requiredText("id");
    }

    /** {@return the file name that it was uploaded with} */
    public Optional<String> name() {
        return text("name");
    }

    /** {@return its media type} */
    public Optional<String> contentType() {
        return text("content_type");
    }

    /** {@return its size in bytes} */
    public OptionalLong size() {
        return integer("size");
    }

    /** {@return its MD5 digest, hexadecimal} */
    public Optional<String> etag() {
        return text("etag");
    }

    /** {@return its hexadecimal digests by the name of the algorithm, for example {@code sha256}} */
    public Map<String, @Nullable Object> checksums() {
        return map("checksums");
    }

    /** {@return the JSON that was uploaded with it} */
    public Map<String, @Nullable Object> metadata() {
        return map("metadata");
    }

    /** {@return the time of the upload} */
    public Optional<Instant> createdAt() {
        return time("created_at");
    }

    /** {@return the time at which Replicate removes it} */
    public Optional<Instant> expiresAt() {
        return time("expires_at");
    }

    /** {@return its addresses by name} */
    public Map<String, @Nullable Object> urls() {
        return map("urls");
    }

    /**
     * {@return the address to pass to a model as an input: the entry {@code get} of {@link #urls}} It does not serve the file
     * itself; models resolve it.
     */
    public URI url() {
        if (urls().get("get") instanceof String url) {
            return URI.create(url);
        }
        throw new DecodeException(
                "Expected the address \"get\" of an uploaded file, but found " + urls().keySet() + ".", json());
    }
}
