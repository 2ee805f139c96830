package dev.replicate4j.testkit.internal.responder;

import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Numbers within the bounds of a schema. */
final class NumberGenerator {

    private NumberGenerator() {}

    static double between(Map<String, @Nullable Object> schema, long seed) {
        double min = bound(schema, "minimum", "ge", 0);
        double max = bound(schema, "maximum", "le", min + 1000);
        double share = new SplittableRandom(seed).nextDouble();
        return Math.rint((min + share * (max - min)) * 1000) / 1000;
    }

    private static double bound(Map<String, @Nullable Object> schema, String name, String alias, double otherwise) {
        Object value = schema.containsKey(name) ? schema.get(name) : schema.get(alias);
        return value instanceof Number number ? number.doubleValue() : otherwise;
    }
}
