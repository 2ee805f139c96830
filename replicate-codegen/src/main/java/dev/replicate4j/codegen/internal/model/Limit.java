package dev.replicate4j.codegen.internal.model;

/** What a setter checks: a call of one of the runtime's {@code Bounds} factories. */
public sealed interface Limit {

    /**
     * A range of whole numbers.
     *
     * @param min smallest; {@link Long#MIN_VALUE} for any
     * @param max largest; {@link Long#MAX_VALUE} for any
     */
    record Int(long min, long max) implements Limit {}

    /**
     * A range of numbers.
     *
     * @param min smallest; negative infinity for any
     * @param max largest; positive infinity for any
     */
    record Decimal(double min, double max) implements Limit {}

    /**
     * A length of a text.
     *
     * @param min shortest; 0 for any
     * @param max longest; {@link Long#MAX_VALUE} for any
     */
    record Length(long min, long max) implements Limit {}

    /**
     * A length of a list.
     *
     * @param min fewest items; 0 for any
     * @param max most items; {@link Long#MAX_VALUE} for any
     */
    record Items(long min, long max) implements Limit {}
}
