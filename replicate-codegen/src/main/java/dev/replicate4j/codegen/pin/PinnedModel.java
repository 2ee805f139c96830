package dev.replicate4j.codegen.pin;

/**
 * A declared model and its pin.
 *
 * @param declaration what the POM says
 * @param pin what is pinned of the model
 */
public record PinnedModel(DeclaredModel declaration, Pin pin) {}
