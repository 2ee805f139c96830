package dev.replicate4j.codegen.internal.schema;

import org.jspecify.annotations.Nullable;

/**
 * An input of a model, or a field of an object.
 *
 * @param name its name on the wire
 * @param type what it takes
 * @param description what the author says of it, as found; null where nothing
 * @param fallback what the model takes when nothing is sent, as a JSON value; null where unknown or not of the type
 * @param required whether it must be sent
 * @param deprecated whether the author advises against it
 * @param secret whether its value must not be shown
 */
public record Property(
        String name,
        SchemaType type,
        @Nullable String description,
        @Nullable Object fallback,
        boolean required,
        boolean deprecated,
        boolean secret) {}
