package dev.replicate4j.maven.pins;

import dev.replicate4j.codegen.Pin;

/**
 * A declared model and its pin.
 *
 * @param declaration what the POM says
 * @param pin what is pinned of the model
 */
public record PinnedModel(ModelDeclaration declaration, Pin pin) {}
