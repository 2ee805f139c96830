package dev.replicate4j.codegen.internal.schema;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a parsed schema says in {@code x-} extensions: Cog's own, and those of {@link DialectRule#VALUES}. */
final class Extensions {

    /** A default that is not of the schema's type. */
    static final String DEFAULT = "x-default";

    /** Values of an enum that are not all of the schema's type. */
    static final String ENUM = "x-enum";

    /** Replicate's documents spell this mark in three ways. */
    private static final List<String> DISPLAYS =
            List.of("x-cog-array-display", "x-cog-iterator-display", "x-cog-display");

    private Extensions() {}

    /** {@return the place among the properties; the last where the schema does not say} */
    static double order(Schema<?> schema) {
        return get(schema, "x-order") instanceof Number order ? order.doubleValue() : Double.MAX_VALUE;
    }

    /** {@return the default as a JSON value; null for none} */
    static @Nullable Object fallback(Schema<?> schema) {
        Object special = get(schema, DEFAULT);
        Object value = special == null ? schema.getDefault() : special;
        return value instanceof Number number ? plain(number) : value;
    }

    /** {@return the values that are allowed, some perhaps null; null where any is} */
    static @Nullable List<?> values(Schema<?> schema) {
        return get(schema, ENUM) instanceof List<?> values ? values : schema.getEnum();
    }

    static boolean isSecret(Schema<?> schema) {
        return KeywordRules.isTrue(get(schema, "x-cog-secret"));
    }

    /** {@return the media types that the model takes; null for any} */
    static @Nullable String accept(Schema<?> schema) {
        return get(schema, "x-cog-accept") instanceof String types && !types.isBlank() ? types : null;
    }

    /** Whether the items of a list appear while the model runs. */
    static boolean isIterator(Schema<?> schema) {
        return "iterator".equals(get(schema, "x-cog-array-type"));
    }

    /** Whether the items of a list are pieces of one text. */
    static boolean isConcatenated(Schema<?> schema) {
        return DISPLAYS.stream().anyMatch(name -> "concatenate".equals(get(schema, name)));
    }

    private static @Nullable Object get(Schema<?> schema, String name) {
        return schema.getExtensions() == null ? null : schema.getExtensions().get(name);
    }

    /** Numbers as JSON has them: {@link Long} where whole, else {@link Double}. */
    private static Number plain(Number number) {
        BigDecimal exact = new BigDecimal(number.toString());
        boolean whole = exact.scale() <= 0 && exact.precision() - exact.scale() <= 18;
        return whole ? (Number) exact.longValueExact() : (Number) exact.doubleValue();
    }
}
