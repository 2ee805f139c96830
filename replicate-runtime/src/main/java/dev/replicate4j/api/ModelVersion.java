package dev.replicate4j.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A version of a model. */
public final class ModelVersion extends ApiObject {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public ModelVersion(Map<String, ? extends @Nullable Object> json) {
        super(json, "id");
    }

    /** {@return the id: 64 hexadecimal digits} */
    public String id() {
        return requiredText("id");
    }

    /** {@return the time at which it was pushed} */
    public Optional<Instant> createdAt() {
        return time("created_at");
    }

    /** {@return the version of Cog that built it, for example {@code 0.13.6}; may be any text} */
    public Optional<String> cogVersion() {
        return text("cog_version");
    }

    /** {@return the OpenAPI document with the schemas of inputs and outputs} */
    public Optional<Map<String, @Nullable Object>> openapiSchema() {
        return object("openapi_schema", Function.identity());
    }
}
