package dev.replicate4j.codegen.internal.schema;

import dev.replicate4j.codegen.internal.schema.SchemaType.Bool;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads enum values, which often are of another type than they say. */
final class Choices {

    private Choices() {}

    /** Returns the choice; null where the values leave none, so that the rest of the schema counts. */
    static @Nullable SchemaType read(String name, List<?> values, @Nullable String type) {
        Set<Object> choices = new LinkedHashSet<>();
        for (Object value : values) {
            if (value instanceof List || value instanceof Map) {
                return null;
            }
            if (value != null && !(value instanceof Number number && !Double.isFinite(number.doubleValue()))) {
                choices.add(scalar(value, type));
            }
        }
        if (choices.isEmpty()) {
            return null;
        }
        if (choices.stream().allMatch(Boolean.class::isInstance)) {
            return new Bool();
        }
        return new Choice(name, unified(choices));
    }

    /** Early Cog wrote all values as strings, whatever the type said; what is sent follows the type. */
    private static Object scalar(Object value, @Nullable String type) {
        if (value instanceof Number number) {
            return number(new BigDecimal(number.toString()));
        }
        if (value instanceof String text && type != null) {
            return switch (type) {
                case "integer", "number" -> parsed(text);
                case "boolean" ->
                    text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? Boolean.valueOf(text) : text;
                default -> text;
            };
        }
        return value;
    }

    private static Object parsed(String text) {
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return Double.isFinite(number.doubleValue()) ? number(number) : text;
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    private static Object number(BigDecimal value) {
        boolean whole = value.scale() <= 0 && value.precision() - value.scale() <= 18;
        return whole ? (Object) value.longValueExact() : (Object) value.doubleValue();
    }

    /** Integers among floats are floats. */
    private static List<Object> unified(Set<Object> choices) {
        boolean numbers = choices.stream().allMatch(Number.class::isInstance);
        boolean longs = choices.stream().allMatch(Long.class::isInstance);
        return numbers && !longs
                ? choices.stream()
                        .map(value -> (Object) ((Number) value).doubleValue())
                        .distinct()
                        .toList()
                : List.copyOf(choices);
    }
}
