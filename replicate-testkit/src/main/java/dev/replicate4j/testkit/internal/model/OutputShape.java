package dev.replicate4j.testkit.internal.model;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kind of output of a version, as far as its life cycle depends on it.
 *
 * @param grows whether the output is a list that grows while the model runs
 * @param concatenates whether it is a text that is made piece by piece
 * @param files whether it is a file or a list of files
 * @param streams whether Replicate offers an event stream for it
 */
public record OutputShape(boolean grows, boolean concatenates, boolean files, boolean streams) {

    /** Documents spell this mark in three ways. */
    private static final List<String> DISPLAYS =
            List.of("x-cog-array-display", "x-cog-iterator-display", "x-cog-display");

    /** Derives the shape from the schema {@code Output}. */
    static OutputShape of(SimulatedVersion version) {
        Map<String, @Nullable Object> output = resolve(version, version.schema("Output"));
        Map<String, @Nullable Object> items = resolve(version, ServerJson.asObject(output.get("items")));
        boolean grows = "array".equals(output.get("type")) && "iterator".equals(output.get("x-cog-array-type"));
        boolean concatenates = grows && DISPLAYS.stream().anyMatch(name -> "concatenate".equals(output.get(name)));
        boolean files = isFile(output) || isFile(items);
        boolean streams = grows
                || files
                || "string".equals(output.get("type"))
                || version.schemas().isEmpty();
        return new OutputShape(grows, concatenates, files, streams);
    }

    /** {@return whether the schema is that of a file} */
    public static boolean isFile(Map<String, @Nullable Object> schema) {
        return "string".equals(schema.get("type")) && "uri".equals(schema.get("format"));
    }

    /** Follows references, also where a schema is {@code allOf} of one. */
    public static Map<String, @Nullable Object> resolve(
            SimulatedVersion version, Map<String, @Nullable Object> schema) {
        Map<String, @Nullable Object> resolved = schema;
        // Schemas are untrusted: a reference can refer to itself.
        for (int depth = 0; depth < 16; depth++) {
            String reference = ServerJson.string(resolved, "$ref");
            List<@Nullable Object> all = ServerJson.asList(resolved.get("allOf"));
            if (reference != null) {
                resolved = version.schema(reference.substring(reference.lastIndexOf('/') + 1));
            } else if (all.size() == 1 && !resolved.containsKey("type")) {
                resolved = ServerJson.asObject(all.get(0));
            } else {
                return resolved;
            }
        }
        return Map.of();
    }
}
