package dev.replicate4j.javac;

import java.math.BigDecimal;

/**
 * What of a value is bounded, where the compiler can know it.
 *
 * @param unit what is counted
 * @param size how many there are, or the number itself
 * @param shown the size as the runtime shows it
 */
record KnownSize(Unit unit, BigDecimal size, String shown) {

    /** What bounds can be set for. */
    enum Unit {
        VALUE("min", "max", ""),
        LENGTH("minLength", "maxLength", " characters"),
        ITEMS("minItems", "maxItems", " items");

        private final String min;
        private final String max;
        private final String words;

        Unit(String min, String max, String words) {
            this.min = min;
            this.max = max;
            this.words = words;
        }

        /** The member of {@code @Bounded} that states the lower bound. */
        String min() {
            return min;
        }

        /** The member of {@code @Bounded} that states the upper bound. */
        String max() {
            return max;
        }

        String words() {
            return words;
        }
    }

    static KnownSize of(long value) {
        return new KnownSize(Unit.VALUE, BigDecimal.valueOf(value), String.valueOf(value));
    }

    static KnownSize of(double value) {
        return new KnownSize(Unit.VALUE, BigDecimal.valueOf(value), String.valueOf(value));
    }

    static KnownSize of(Unit unit, int count) {
        return new KnownSize(unit, BigDecimal.valueOf(count), String.valueOf(count));
    }
}
