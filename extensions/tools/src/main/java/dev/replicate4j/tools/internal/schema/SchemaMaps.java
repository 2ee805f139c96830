package dev.replicate4j.tools.internal.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schemas that were made here, which are maps all through. */
final class SchemaMaps {

    private SchemaMaps() {}

    /** {@return the very map, since files are known by identity; an empty one for anything else} */
    @SuppressWarnings("unchecked") // schemas have text keys
    static Map<String, Object> of(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
