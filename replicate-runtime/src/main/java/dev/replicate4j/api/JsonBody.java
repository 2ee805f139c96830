package dev.replicate4j.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON object that a request sends. Immutable. */
abstract class JsonBody<R> {

    private final Map<String, @Nullable Object> body;

    /** Keeps the body, which must not change any more. */
    JsonBody(Map<String, @Nullable Object> body) {
        this.body = body;
    }

    /** Makes the same request with another body. */
    abstract R withBody(Map<String, @Nullable Object> body);

    /**
     * Sets any field, for one that this version does not know.
     *
     * @param name as the API calls it
     * @param value JSON as plain Java values; null is sent as null
     * @return a changed copy
     */
    public final R set(String name, @Nullable Object value) {
        return withBody(JsonValues.with(body, name, value));
    }

    /** {@return the body that is sent, by the names of the API; fields that were not set are absent} */
    public final Map<String, @Nullable Object> body() {
        return body;
    }

    /** Returns the names of the fields that are sent; their values may be large or secret. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + body.keySet();
    }
}
