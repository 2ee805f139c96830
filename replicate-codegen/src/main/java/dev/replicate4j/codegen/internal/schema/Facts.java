package dev.replicate4j.codegen.internal.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schema says and the parser would change or drop: enum values and defaults that contradict the type they stand at, and
 * the marks that Cog makes.
 *
 * @param values the values that are allowed, some perhaps null; null where any is
 * @param fallback the default; null for none
 * @param order the place among the properties
 * @param secret whether Cog marks it as a secret
 * @param accept the media types that Cog accepts
 * @param arrayType {@code iterator} for a list that grows
 * @param arrayDisplay {@code concatenate} for texts that are one
 */
record Facts(
        @Nullable List<?> values,
        @Nullable Object fallback,
        double order,
        boolean secret,
        @Nullable String accept,
        @Nullable String arrayType,
        @Nullable String arrayDisplay) {}
