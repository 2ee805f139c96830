package dev.replicate4j.testkit.internal.model;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One version of a model. */
public final class SimulatedVersion {

    private final String id;
    private final Instant createdAt;
    private final @Nullable String cogVersion;
    private final Map<String, @Nullable Object> schemas;
    private volatile @Nullable OutputShape shape;

    /**
     * Creates a version.
     *
     * @param id 64 hexadecimal digits
     * @param createdAt when it was pushed
     * @param cogVersion what it was built with; null where unknown
     * @param schemas the entries of {@code components.schemas}; empty where unknown
     */
    public SimulatedVersion(
            String id, Instant createdAt, @Nullable String cogVersion, Map<String, @Nullable Object> schemas) {
        this.id = id;
        this.createdAt = createdAt;
        this.cogVersion = cogVersion;
        this.schemas = schemas;
    }

    /** {@return a version with the same schemas, as a training makes it} */
    public SimulatedVersion retrained(String newId, Instant now) {
        return new SimulatedVersion(newId, now, cogVersion, schemas);
    }

    /** {@return the id: 64 hexadecimal digits} */
    public String id() {
        return id;
    }

    /** {@return all schemas by name; empty where none is known} */
    public Map<String, @Nullable Object> schemas() {
        return schemas;
    }

    /** {@return the schema of the name; an empty one where there is none} */
    public Map<String, @Nullable Object> schema(String name) {
        return ServerJson.asObject(schemas.get(name));
    }

    /** Follows references, also where a schema is {@code allOf} of one. */
    public Map<String, @Nullable Object> resolved(Map<String, @Nullable Object> schema) {
        Map<String, @Nullable Object> found = schema;
        // Schemas are untrusted: a reference can refer to itself.
        for (int depth = 0; depth < 16; depth++) {
            String reference = ServerJson.string(found, "$ref");
            List<@Nullable Object> all = ServerJson.asList(found.get("allOf"));
            if (reference != null) {
                found = schema(reference.substring(reference.lastIndexOf('/') + 1));
            } else if (all.size() == 1 && !found.containsKey("type")) {
                found = ServerJson.asObject(all.get(0));
            } else {
                return found;
            }
        }
        return Map.of();
    }

    /** {@return what kind of output the version has} */
    public OutputShape shape() {
        OutputShape known = shape;
        if (known == null) {
            Map<String, @Nullable Object> output = resolved(schema("Output"));
            known = OutputShape.of(output, resolved(ServerJson.asObject(output.get("items"))), schemas.isEmpty());
            shape = known;
        }
        return known;
    }

    /** {@return whether the version can be trained} */
    public boolean trainable() {
        return schemas.containsKey("TrainingInput");
    }

    /** {@return the version as the API shows it} */
    public Map<String, @Nullable Object> json() {
        return ServerJson.object(
                "id", id, "created_at", createdAt.toString(), "cog_version", cogVersion, "openapi_schema", openApi());
    }

    private @Nullable Map<String, @Nullable Object> openApi() {
        if (schemas.isEmpty()) {
            return null;
        }
        return ServerJson.object(
                "info", ServerJson.object("title", "Cog", "version", "0.1.0"),
                "paths", ServerJson.object(),
                "openapi", "3.0.2",
                "components", ServerJson.object("schemas", schemas));
    }
}
