package dev.replicate4j.testkit.internal.fault;

/**
 * A fault that happens now.
 *
 * @param <E> the kind of the effect
 * @param name the fault's name
 * @param effect what it does
 */
public record FaultHit<E extends FaultEffect>(String name, E effect) {}
