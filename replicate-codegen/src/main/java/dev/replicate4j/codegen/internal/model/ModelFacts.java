package dev.replicate4j.codegen.internal.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model besides its schema, and what was chosen for it.
 *
 * @param packageName package of the class
 * @param className simple name of the class
 * @param ref {@code owner/name}
 * @param version the pinned version's id
 * @param official whether the model is run by name
 * @param description what the author says of the model; null where nothing
 * @param arguments wire names of the positional inputs, in order
 * @param names pinned names by table
 * @param example the inputs of the model's own example; null where there is none
 */
public record ModelFacts(
        String packageName,
        String className,
        String ref,
        String version,
        boolean official,
        @Nullable String description,
        List<String> arguments,
        Map<String, Map<String, String>> names,
        @Nullable Map<String, Object> example) {}
