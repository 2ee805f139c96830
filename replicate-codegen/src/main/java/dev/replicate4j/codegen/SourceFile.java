package dev.replicate4j.codegen;

/**
 * A generated file.
 *
 * @param path where it belongs below a source folder, with {@code /}: {@code com/acme/models/FluxDev.java}
 * @param content its text, to be written in UTF-8
 */
public record SourceFile(String path, String content) {}
