package dev.replicate4j.codegen.internal.model;

/**
 * Something in a generated class that is less than the schema says, or less than a user would expect.
 *
 * @param tag a fixed word to search for
 * @param message what, why and what to do instead
 */
public record ModelWarning(String tag, String message) {}
