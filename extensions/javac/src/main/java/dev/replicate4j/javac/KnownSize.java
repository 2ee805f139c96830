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
        VALUE("", ""),
        LENGTH("Length", " characters"),
        ITEMS("Items", " items");

        private final String member;
        private final String words;

        Unit(String member, String words) {
            this.member = member;
            this.words = words;
        }

        /** How the members of {@code @Bounded} end that speak of it. */
        String member() {
            return member;
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
