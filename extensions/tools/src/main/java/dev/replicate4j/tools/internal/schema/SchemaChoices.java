package dev.replicate4j.tools.internal.schema;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of enums and defaults, which early versions of Cog wrote as strings whatever their type. */
final class SchemaChoices {

    /** The longest value of a public model has 121 characters. */
    private static final int LONGEST = 160;

    private SchemaChoices() {}

    /** {@return the values that a schema names and that can be shown, of its type where they can be; empty for none} */
    static List<Object> of(Map<String, @Nullable Object> schema) {
        List<?> values = schema.containsKey("const")
                ? Collections.singletonList(schema.get("const"))
                : schema.get("enum") instanceof List<?> listed ? listed : List.of();
        Set<Object> choices = new LinkedHashSet<>();
        for (Object value : values) {
            Object typed = typed(value, schema.get("type"));
            if (typed instanceof Number || typed instanceof Boolean || isShown(typed)) {
                choices.add(Objects.requireNonNull(typed));
            }
        }
        return List.copyOf(choices);
    }

    private static boolean isShown(@Nullable Object value) {
        return value instanceof String text && AuthorText.isPlain(text, LONGEST);
    }

    /** {@return the type that all values have; null where they differ} */
    static @Nullable String type(List<Object> choices) {
        List<String> types =
                choices.stream().map(SchemaChoices::typeOf).distinct().toList();
        if (types.size() == 1) {
            return types.get(0);
        }
        return types.stream().allMatch(type -> type.equals("integer") || type.equals("number")) ? "number" : null;
    }

    private static String typeOf(Object value) {
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return new BigDecimal(value.toString()).stripTrailingZeros().scale() <= 0 ? "integer" : "number";
    }

    /** {@return a value as the type that stands beside it, where it can be read so} */
    static @Nullable Object typed(@Nullable Object value, @Nullable Object type) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return null;
        }
        if (!(value instanceof String text) || !(type instanceof String word)) {
            return value;
        }
        return switch (word) {
            case "integer", "number" -> number(text);
            case "boolean" ->
                text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? Boolean.valueOf(text) : text;
            default -> text;
        };
    }

    /** {@return the choice that a value means: 512 and "512" are the same; the value itself where it is none} */
    static Object chosen(List<?> choices, Object value) {
        if (choices.contains(value)) {
            return value;
        }
        Object plain = plain(value);
        return choices.stream()
                .filter(choice -> plain(choice).equals(plain))
                .<Object>map(choice -> choice)
                .findFirst()
                .orElse(value);
    }

    private static Object plain(Object value) {
        Object number = typed(value.toString(), "number");
        return number instanceof Number found ? (Object) found.doubleValue() : value.toString();
    }

    private static Object number(String text) {
        try {
            BigDecimal number = new BigDecimal(text.strip());
            if (number.precision() - number.scale() > 18 || number.scale() > 18) {
                return text;
            }
            return number.stripTrailingZeros().scale() <= 0
                    ? (Object) number.longValueExact()
                    : (Object) number.doubleValue();
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }
}
