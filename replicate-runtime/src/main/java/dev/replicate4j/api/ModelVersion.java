package dev.replicate4j.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model: what really runs.
 *
 * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
 *     and one that is null
 */
public record ModelVersion(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the object. */
    public ModelVersion {
        json = Fields.copy(json);
    }

    /**
     * Returns its id.
     *
     * @return 64 hexadecimal digits
     */
    public String id() {
        return Fields.requiredText(json, "id");
    }

    /**
     * Returns when it was pushed.
     *
     * @return the time
     */
    public Optional<Instant> createdAt() {
        return Fields.time(json, "created_at");
    }

    /**
     * Returns the Cog that built it.
     *
     * @return for example {@code 0.13.6}; may be any text
     */
    public Optional<String> cogVersion() {
        return Fields.text(json, "cog_version");
    }

    /**
     * Returns the schema of its inputs and outputs.
     *
     * @return an OpenAPI document
     */
    public Optional<Map<String, @Nullable Object>> openapiSchema() {
        return Fields.object(json, "openapi_schema", Function.identity());
    }

    /** Returns the id. */
    @Override
    public String toString() {
        return "ModelVersion[" + json.get("id") + "]";
    }
}
