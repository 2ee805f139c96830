package dev.replicate4j.api;

import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded, to be the input of a model. It is kept for 24 hours.
 *
 * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
 *     and one that is null
 */
public record UploadedFile(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the object. */
    public UploadedFile {
        json = Fields.copy(json);
    }

    /**
     * Returns its id.
     *
     * @return letters and digits
     */
    public String id() {
        return Fields.requiredText(json, "id");
    }

    /**
     * Returns the name that it was uploaded with.
     *
     * @return a file name
     */
    public Optional<String> name() {
        return Fields.text(json, "name");
    }

    /**
     * Returns what it holds.
     *
     * @return a media type
     */
    public Optional<String> contentType() {
        return Fields.text(json, "content_type");
    }

    /**
     * Returns its length.
     *
     * @return bytes
     */
    public OptionalLong size() {
        return Fields.integer(json, "size");
    }

    /**
     * Returns its MD5 digest.
     *
     * @return hexadecimal
     */
    public Optional<String> etag() {
        return Fields.text(json, "etag");
    }

    /**
     * Returns its digests.
     *
     * @return hexadecimal, by the name of the algorithm, for example {@code sha256}
     */
    public Map<String, @Nullable Object> checksums() {
        return Fields.map(json, "checksums");
    }

    /**
     * Returns what was uploaded with it.
     *
     * @return any JSON
     */
    public Map<String, @Nullable Object> metadata() {
        return Fields.map(json, "metadata");
    }

    /**
     * Returns when it was uploaded.
     *
     * @return the time
     */
    public Optional<Instant> createdAt() {
        return Fields.time(json, "created_at");
    }

    /**
     * Returns when it is removed.
     *
     * @return the time
     */
    public Optional<Instant> expiresAt() {
        return Fields.time(json, "expires_at");
    }

    /**
     * Returns its addresses.
     *
     * @return by name; {@code get} is the one to give to a model
     */
    public Map<String, @Nullable Object> urls() {
        return Fields.map(json, "urls");
    }

    /** Returns id and name. */
    @Override
    public String toString() {
        return "UploadedFile[" + json.get("id") + ", name=" + json.get("name") + "]";
    }

    /**
     * Returns the address to give to a model as an input. It is not the file itself: models resolve it.
     *
     * @return the entry {@code get} of {@link #urls}
     */
    public URI url() {
        return Fields.requiredUri(urls(), "get");
    }
}
