package dev.replicate4j.jobs;

import dev.replicate4j.api.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How much a job may spend, over all its openings. Where it is used up, nothing more is begun, and what runs is finished.
 * Immutable.
 *
 * <p>Replicate's API names no price. A limit on anything but the number of runs is known only when a run has ended, so what is under way
 * counts as the average of the runs before, and the limit is met as closely as that allows.
 */
public final class Budget {

    /**
     * One limit.
     *
     * @param unit what is counted
     * @param most how much of it
     * @param cost what an ended run has cost
     */
    record Limit(String unit, double most, ToDoubleFunction<Metrics> cost) {}

    private final List<Limit> limits;

    private Budget(List<Limit> limits) {
        this.limits = limits;
    }

    /**
     * Returns the budget without a limit.
     *
     * @return the default
     */
    public static Budget unlimited() {
        return new Budget(List.of());
    }

    /**
     * Limits the number of predictions.
     *
     * @param runs above zero
     * @return the budget
     * @throws IllegalArgumentException if zero or below
     */
    public static Budget runs(long runs) {
        return of("runs", (double) runs, metrics -> 1);
    }

    /**
     * Limits the time that models run, which is what most are billed by.
     *
     * @param time above zero
     * @return the budget
     * @throws IllegalArgumentException if zero or below
     */
    public static Budget predictTime(Duration time) {
        return of("seconds of predict time", time.toMillis() / 1000.0, Budget::seconds);
    }

    /**
     * Limits what the runs cost by your estimate.
     *
     * @param most above zero, in any currency
     * @param estimate what a run has cost, by what Replicate has measured, for example
     *     {@code metrics -> metrics.predictTime().orElse(Duration.ZERO).toMillis() * 0.000_001}
     * @return the budget
     * @throws IllegalArgumentException if zero or below
     */
    public static Budget estimate(double most, ToDoubleFunction<Metrics> estimate) {
        return of("by estimate", most, estimate);
    }

    private static Budget of(String unit, double most, ToDoubleFunction<Metrics> cost) {
        if (!(most > 0)) {
            throw new IllegalArgumentException("A budget must be above zero, but is " + most + " " + unit + ".");
        }
        return new Budget(List.of(new Limit(unit, most, cost)));
    }

    /**
     * Returns the budget that keeps to another one too.
     *
     * @param other the other limits
     * @return the budget
     */
    public Budget and(Budget other) {
        List<Limit> both = new ArrayList<>(limits);
        both.addAll(other.limits);
        return new Budget(List.copyOf(both));
    }

    private static double seconds(Metrics metrics) {
        return metrics.predictTime().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    List<Limit> limits() {
        return limits;
    }
}
