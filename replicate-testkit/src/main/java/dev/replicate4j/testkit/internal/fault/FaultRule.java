package dev.replicate4j.testkit.internal.fault;

import java.util.function.Predicate;

/**
 * A fault to be worked.
 *
 * @param name how it is called in the journal
 * @param effect what goes wrong
 * @param fits on which occasions
 * @param skip how many of them are let pass first
 * @param times how many of them are hit then
 */
public record FaultRule(String name, FaultEffect effect, Predicate<FaultPoint> fits, int skip, int times) {}
