package dev.replicate4j.bench;

import java.util.Arrays;
import java.util.Collection;

/** Figures of repeated runs. */
public final class Sample {
    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    public static Sample of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    public static Sample of(Collection<Double> figures) {
        return of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public double median() {
        return quantile(0.5);
    }

    public double quantile(double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    public double mean() {
        return Arrays.stream(sorted).average().orElse(Double.NaN);
    }

    /** Returns the median and the range, with that many digits after the point. */
    public String format(int digits) {
        String figure = "%." + digits + "f";
        return sorted.length == 1
                ? figure.formatted(median())
                : (figure + " [" + figure + ".." + figure + "]").formatted(median(), min(), max());
    }
}
