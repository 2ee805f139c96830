package dev.replicate4j.testkit.internal.model;

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

    /**
     * Derives the shape.
     *
     * @param output the schema of outputs, resolved; an empty one where none is known
     * @param items the schema of its items, resolved
     * @param untyped whether the version has no schema at all
     */
    static OutputShape of(Map<String, @Nullable Object> output, Map<String, @Nullable Object> items, boolean untyped) {
        boolean grows = "array".equals(output.get("type")) && "iterator".equals(output.get("x-cog-array-type"));
        boolean concatenates = grows && DISPLAYS.stream().anyMatch(name -> "concatenate".equals(output.get(name)));
        boolean files = isFile(output) || isFile(items);
        boolean streams = grows || files || "string".equals(output.get("type")) || untyped;
        return new OutputShape(grows, concatenates, files, streams);
    }

    /** {@return whether the schema is that of a file} */
    public static boolean isFile(Map<String, @Nullable Object> schema) {
        return "string".equals(schema.get("type")) && "uri".equals(schema.get("format"));
    }
}
