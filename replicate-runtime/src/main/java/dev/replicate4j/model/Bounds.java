package dev.replicate4j.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits that a model's schema sets for an input. Generated setters check them, so that a value that the model would
 * reject costs nothing.
 *
 * <pre>{@code
 * put("num_inference_steps", steps, Bounds.range(1, 50));
 * }</pre>
 *
 * <p>Both ends belong to the range. {@link Long#MIN_VALUE}, {@link Long#MAX_VALUE} and the infinities of {@code double}
 * leave an end open.
 */
public final class Bounds {

    private enum Measure {
        VALUE(""),
        LENGTH(" characters"),
        ITEMS(" items");

        private final String unit;

        Measure(String unit) {
            this.unit = unit;
        }
    }

    private final Measure measure;
    private final @Nullable BigDecimal min;
    private final @Nullable BigDecimal max;

    private Bounds(Measure measure, @Nullable BigDecimal min, @Nullable BigDecimal max) {
        this.measure = measure;
        this.min = min;
        this.max = max;
    }

    /**
     * Limits a whole number.
     *
     * @param min the smallest value allowed; {@link Long#MIN_VALUE} for any
     * @param max the largest value allowed; {@link Long#MAX_VALUE} for any
     * @return the limits
     */
    public static Bounds range(long min, long max) {
        return new Bounds(Measure.VALUE, end(min), end(max));
    }

    /**
     * Limits a number.
     *
     * @param min the smallest value allowed; {@link Double#NEGATIVE_INFINITY} for any
     * @param max the largest value allowed; {@link Double#POSITIVE_INFINITY} for any
     * @return the limits
     */
    public static Bounds range(double min, double max) {
        return new Bounds(Measure.VALUE, end(min), end(max));
    }

    /**
     * Limits the length of a text, counted in Unicode code points as JSON Schema counts it.
     *
     * @param min the shortest length allowed; 0 for any
     * @param max the longest length allowed; {@link Long#MAX_VALUE} for any
     * @return the limits
     */
    public static Bounds length(long min, long max) {
        return new Bounds(Measure.LENGTH, min <= 0 ? null : end(min), end(max));
    }

    /**
     * Limits how many items a list has.
     *
     * @param min the fewest items allowed; 0 for any
     * @param max the most items allowed; {@link Long#MAX_VALUE} for any
     * @return the limits
     */
    public static Bounds items(long min, long max) {
        return new Bounds(Measure.ITEMS, min <= 0 ? null : end(min), end(max));
    }

    /**
     * Checks a value.
     *
     * @param value what an input is to be set to
     * @return how the value violates these limits, as the rest of a sentence; empty if it does not, or is of a kind that they
     *     do not apply to
     */
    public Optional<String> violation(Object value) {
        BigDecimal size = measure(value);
        if (size == null || ((min == null || size.compareTo(min) >= 0) && (max == null || size.compareTo(max) <= 0))) {
            return Optional.empty();
        }
        return Optional.of(
                measure == Measure.VALUE
                        ? "must be " + this + ", but is " + value
                        : "must have " + this + ", but has " + text(size));
    }

    /** The number that is limited; null where the value is of a kind that the limits do not speak of. */
    private @Nullable BigDecimal measure(Object value) {
        return switch (measure) {
            case VALUE -> value instanceof Number number ? decimal(number) : null;
            case LENGTH ->
                value instanceof String string ? BigDecimal.valueOf(string.codePointCount(0, string.length())) : null;
            case ITEMS -> value instanceof Collection<?> items ? BigDecimal.valueOf(items.size()) : null;
        };
    }

    private static @Nullable BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (!(number instanceof Double || number instanceof Float)) {
            return BigDecimal.valueOf(number.longValue());
        }
        // What is no number at all is refused by the walk over the input, which can say so.
        return Double.isFinite(number.doubleValue()) ? BigDecimal.valueOf(number.doubleValue()) : null;
    }

    private static @Nullable BigDecimal end(long end) {
        return end == Long.MIN_VALUE || end == Long.MAX_VALUE ? null : BigDecimal.valueOf(end);
    }

    private static @Nullable BigDecimal end(double end) {
        return Double.isInfinite(end) ? null : BigDecimal.valueOf(end);
    }

    private static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Returns the limits in words: {@code 1 to 50}, {@code at most 500 characters}. */
    @Override
    public String toString() {
        if (min != null && max != null) {
            return text(min) + " to " + text(max) + measure.unit;
        }
        if (min != null) {
            return "at least " + text(min) + measure.unit;
        }
        return max != null ? "at most " + text(max) + measure.unit : "anything";
    }
}
