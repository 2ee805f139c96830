package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Decimal;
import dev.replicate4j.codegen.internal.schema.SchemaType.Int;
import dev.replicate4j.codegen.internal.schema.SchemaType.Listing;
import dev.replicate4j.codegen.internal.schema.SchemaType.Range;
import dev.replicate4j.codegen.internal.schema.SchemaType.Size;
import dev.replicate4j.codegen.internal.schema.SchemaType.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Chooses what a setter checks. */
final class Limits {

    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Limits() {}

    /** Returns the limit; null where the schema sets none, or none that a Java value could break. */
    static @Nullable Limit of(SchemaType schema) {
        if (schema instanceof Int whole) {
            return whole(whole.range());
        }
        if (schema instanceof Decimal decimal) {
            return decimal(decimal.range());
        }
        if (schema instanceof Text text) {
            return isAny(text.length()) ? null : new Limit.Length(min(text.length()), max(text.length()));
        }
        return schema instanceof Listing list && !isAny(list.size())
                ? new Limit.Items(min(list.size()), max(list.size()))
                : null;
    }

    /** Bounds of integers may be fractions, or beyond a long. */
    private static @Nullable Limit whole(Range range) {
        long min = Long.MIN_VALUE;
        long max = Long.MAX_VALUE;
        if (range.min() != null && range.min().compareTo(LEAST) > 0) {
            BigDecimal least = range.min().min(MOST).setScale(0, RoundingMode.CEILING);
            min = least.longValue() + (range.aboveMin() && least.compareTo(range.min()) == 0 ? 1 : 0);
        }
        if (range.max() != null && range.max().compareTo(MOST) < 0) {
            BigDecimal most = range.max().max(LEAST).setScale(0, RoundingMode.FLOOR);
            max = most.longValue() - (range.belowMax() && most.compareTo(range.max()) == 0 ? 1 : 0);
        }
        return min == Long.MIN_VALUE && max == Long.MAX_VALUE ? null : new Limit.Int(min, max);
    }

    /** An excluded end is checked as if included; the model itself refuses the rest. */
    private static @Nullable Limit decimal(Range range) {
        double min =
                range.min() == null ? Double.NEGATIVE_INFINITY : range.min().doubleValue();
        double max =
                range.max() == null ? Double.POSITIVE_INFINITY : range.max().doubleValue();
        return Double.isInfinite(min) && Double.isInfinite(max) ? null : new Limit.Decimal(min, max);
    }

    private static boolean isAny(Size size) {
        return (size.min() == null || size.min() <= 0) && size.max() == null;
    }

    private static long min(Size size) {
        return size.min() == null ? 0 : Math.max(0, size.min());
    }

    private static long max(Size size) {
        return size.max() == null ? Long.MAX_VALUE : size.max();
    }
}
