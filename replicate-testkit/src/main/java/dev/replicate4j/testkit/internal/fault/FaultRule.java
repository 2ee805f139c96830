package dev.replicate4j.testkit.internal.fault;

import java.util.function.Predicate;

/**
 * An injected fault.
 *
 * @param name its name in the journal
 * @param effect what it does
 * @param fits where it can happen
 * @param skip how many fitting points are skipped first
 * @param times how often it happens then
 */
public record FaultRule(String name, FaultEffect effect, Predicate<FaultPoint> fits, int skip, int times) {}
