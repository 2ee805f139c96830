package dev.replicate4j.tools.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks values by the schemas that {@link SchemaConverter} writes, and says what is wrong in words that tell a language model
 * what to change.
 *
 * <p>It is no library, since those that validate every dialect of JSON Schema bring a JSON library along, which would have to
 * agree with the one that an application brings. A test compares it with one.
 */
public final class SchemaCheck {

    private static final int MOST_PROBLEMS = 10;
    private static final int LONGEST_VALUE = 80;
    private static final int LONGEST_LIST = 1_000;

    private final Map<String, Object> schema;

    /** Prepares a schema. */
    public SchemaCheck(Map<String, Object> schema) {
        this.schema = schema;
    }

    /** {@return what is wrong with a value, one sentence each; empty if nothing is} */
    public List<String> problems(@Nullable Object value) {
        return check(schema, value, "").stream().distinct().limit(MOST_PROBLEMS).toList();
    }

    private static List<String> check(Map<String, Object> schema, @Nullable Object value, String place) {
        List<String> problems = new ArrayList<>();
        if (schema.get("type") instanceof String type && !isOfType(type, value)) {
            problems.add(place(place) + " must be " + article(type) + butIs(value));
            return problems; // the rest speaks of values of this type
        }
        if (schema.get("enum") instanceof List<?> choices
                && choices.stream().noneMatch(choice -> equal(choice, value))) {
            String listed = choices.stream().map(ToolJson::text).collect(Collectors.joining(", "));
            problems.add(place(place) + " must be one of "
                    + AuthorText.clean(listed, LONGEST_LIST).replace('\'', '"') + butIs(value));
        }
        if (value instanceof Number number) {
            checkNumber(schema, new BigDecimal(number.toString()), place, problems);
        } else if (value instanceof String text) {
            checkSize(schema, text.codePointCount(0, text.length()), "Length", "characters", place, problems);
        } else if (value instanceof List<?> list) {
            checkSize(schema, list.size(), "Items", "items", place, problems);
            Map<String, Object> items = SchemaMaps.of(schema.get("items"));
            for (int i = 0; i < list.size(); i++) {
                problems.addAll(check(items, list.get(i), place + "[" + i + "]"));
            }
        } else if (value instanceof Map<?, ?> map) {
            checkObject(schema, map, place, problems);
        }
        checkCombinations(schema, value, place, problems);
        return problems;
    }

    private static String place(String place) {
        return place.isEmpty() ? "The value" : place;
    }

    private static String article(String type) {
        return switch (type) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "null" -> "null";
            default -> "an object";
        };
    }

    private static String butIs(@Nullable Object value) {
        return ", but is "
                + AuthorText.clean(ToolJson.text(value), LONGEST_VALUE).replace('\'', '"') + ".";
    }

    private static boolean isOfType(String type, @Nullable Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            case "null" -> value == null;
            case "number" -> value instanceof Number;
            default -> value instanceof Number number && isWhole(new BigDecimal(number.toString()));
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    /** Numbers are equal by value, whether or not they are written with a fraction. */
    private static boolean equal(@Nullable Object a, @Nullable Object b) {
        return a instanceof Number x && b instanceof Number y
                ? new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString())) == 0
                : ToolJson.text(a).equals(ToolJson.text(b));
    }

    private static void checkNumber(
            Map<String, Object> schema, BigDecimal number, String place, List<String> problems) {
        limit(schema, "minimum", number, place, "at least", problems, order -> order >= 0);
        limit(schema, "exclusiveMinimum", number, place, "above", problems, order -> order > 0);
        limit(schema, "maximum", number, place, "at most", problems, order -> order <= 0);
        limit(schema, "exclusiveMaximum", number, place, "below", problems, order -> order < 0);
        if (schema.get("multipleOf") instanceof Number step
                && number.remainder(new BigDecimal(step.toString())).signum() != 0) {
            problems.add(place(place) + " must be a multiple of " + step + butIs(number));
        }
    }

    private static void limit(
            Map<String, Object> schema,
            String keyword,
            BigDecimal number,
            String place,
            String words,
            List<String> problems,
            IntPredicate inside) {
        if (schema.get(keyword) instanceof Number limit
                && !inside.test(number.compareTo(new BigDecimal(limit.toString())))) {
            problems.add(place(place) + " must be " + words + " " + limit + butIs(number));
        }
    }

    private static void checkSize(
            Map<String, Object> schema, int size, String keyword, String unit, String place, List<String> problems) {
        if (schema.get("min" + keyword) instanceof Number least && size < least.longValue()) {
            problems.add(place(place) + " must have at least " + least + " " + unit + ", but has " + size + ".");
        }
        if (schema.get("max" + keyword) instanceof Number most && size > most.longValue()) {
            problems.add(place(place) + " must have at most " + most + " " + unit + ", but has " + size + ".");
        }
    }

    private static void checkObject(Map<String, Object> schema, Map<?, ?> object, String place, List<String> problems) {
        if (schema.get("required") instanceof List<?> required) {
            required.stream()
                    .filter(name -> !object.containsKey(name))
                    .forEach(name -> problems.add(within(place, name) + " is required, but is missing."));
        }
        Map<String, Object> properties = SchemaMaps.of(schema.get("properties"));
        Map<String, Object> others = SchemaMaps.of(schema.get("additionalProperties"));
        object.forEach((name, value) -> problems.addAll(check(
                properties.containsKey(name) ? SchemaMaps.of(properties.get(name)) : others,
                value,
                within(place, AuthorText.clean(String.valueOf(name), LONGEST_VALUE)))));
    }

    private static String within(String place, Object name) {
        return place.isEmpty() ? String.valueOf(name) : place + "." + name;
    }

    private static void checkCombinations(
            Map<String, Object> schema, @Nullable Object value, String place, List<String> problems) {
        if (schema.get("allOf") instanceof List<?> parts) {
            parts.forEach(part -> problems.addAll(check(SchemaMaps.of(part), value, place)));
        }
        if (schema.get("anyOf") instanceof List<?> branches) {
            List<List<String>> found = branches.stream()
                    .map(branch -> check(SchemaMaps.of(branch), value, place))
                    .toList();
            if (found.stream().noneMatch(List::isEmpty)) {
                found.stream().min(Comparator.comparingInt(List::size)).ifPresent(problems::addAll);
            }
        }
    }
}
