package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validates values against schemas that the {@link SchemaCleaner} made: the few keywords that restrict an input. It speaks
 * the words of {@code gojsonschema}, which are the words of Replicate.
 *
 * <p>It is no library, since those that validate every dialect of JSON Schema bring a JSON library along, which would have
 * to agree with the one that an application under test brings.
 */
final class InputValidator {

    private static final Pattern URI = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*:[^\\\\]*");

    /** A schema that refers to itself without end accepts everything. */
    private static final int MAX_DEPTH = 100;

    private final Map<String, Map<String, @Nullable Object>> schemas;

    InputValidator(Map<String, Map<String, @Nullable Object>> schemas) {
        this.schemas = schemas;
    }

    /** {@return what is wrong with the value; empty if nothing is} */
    List<InvalidField> validate(String root, @Nullable Object value) {
        return check(schemas.getOrDefault(root, Map.of()), value, "input", 0);
    }

    private List<InvalidField> check(
            Map<String, @Nullable Object> schema, @Nullable Object value, String field, int depth) {
        List<InvalidField> wrong = new ArrayList<>();
        if (depth > MAX_DEPTH || (value == null && Boolean.TRUE.equals(schema.get("nullable")))) {
            return wrong;
        }
        if (schema.get("$ref") instanceof String ref) {
            String name = ref.substring(ref.lastIndexOf('/') + 1);
            wrong.addAll(check(schemas.getOrDefault(name, Map.of()), value, field, depth + 1));
        }
        checkType(schema, value, field, wrong);
        if (value instanceof Number number) {
            checkNumber(schema, new BigDecimal(number.toString()), field, wrong);
        } else if (value instanceof String text) {
            checkText(schema, text, field, wrong);
        } else if (value instanceof List<?> list) {
            checkList(schema, list, field, depth, wrong);
        } else if (value instanceof Map<?, ?> map) {
            checkObject(schema, ServerJson.asObject(map), field, depth, wrong);
        }
        checkCombinations(schema, value, field, depth, wrong);
        return wrong;
    }

    private static void checkType(
            Map<String, @Nullable Object> schema, @Nullable Object value, String field, List<InvalidField> wrong) {
        String type = ServerJson.string(schema, "type");
        if (type != null && !isOfType(type, value)) {
            wrong.add(InvalidField.type(field, type, value));
        } else if (schema.get("enum") instanceof List<?> choices
                && choices.stream().noneMatch(choice -> areEqual(choice, value))) {
            String allowed = ServerJson.text(choices);
            wrong.add(new InvalidField(
                    "enum",
                    field,
                    field + " must be one of the following: "
                            + allowed.substring(1, allowed.length() - 1).replace(",", ", ")));
        }
    }

    private static boolean isOfType(String type, @Nullable Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            case "number" -> value instanceof Number;
            default -> value instanceof Number number && isWhole(number);
        };
    }

    private static boolean isWhole(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().scale() <= 0;
    }

    /** Numbers are equal by value, whether or not they are written with a fraction. */
    private static boolean areEqual(@Nullable Object a, @Nullable Object b) {
        return a instanceof Number x && b instanceof Number y
                ? new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString())) == 0
                : ServerJson.text(a).equals(ServerJson.text(b));
    }

    private static void checkNumber(
            Map<String, @Nullable Object> schema, BigDecimal number, String field, List<InvalidField> wrong) {
        BigDecimal minimum = limit(schema, "minimum");
        boolean above = Boolean.TRUE.equals(schema.get("exclusiveMinimum"));
        if (minimum != null && (above ? number.compareTo(minimum) <= 0 : number.compareTo(minimum) < 0)) {
            wrong.add(above ? greater(field, schema.get("minimum")) : atLeast(field, schema.get("minimum")));
        }
        BigDecimal maximum = limit(schema, "maximum");
        boolean below = Boolean.TRUE.equals(schema.get("exclusiveMaximum"));
        if (maximum != null && (below ? number.compareTo(maximum) >= 0 : number.compareTo(maximum) > 0)) {
            wrong.add(below ? less(field, schema.get("maximum")) : atMost(field, schema.get("maximum")));
        }
        BigDecimal over = limit(schema, "exclusiveMinimum");
        if (over != null && number.compareTo(over) <= 0) {
            wrong.add(greater(field, schema.get("exclusiveMinimum")));
        }
        BigDecimal under = limit(schema, "exclusiveMaximum");
        if (under != null && number.compareTo(under) >= 0) {
            wrong.add(less(field, schema.get("exclusiveMaximum")));
        }
        BigDecimal step = limit(schema, "multipleOf");
        if (step != null && step.signum() > 0 && number.remainder(step).signum() != 0) {
            wrong.add(new InvalidField("multiple_of", field, "Must be a multiple of " + schema.get("multipleOf")));
        }
    }

    private static InvalidField atLeast(String field, @Nullable Object limit) {
        return new InvalidField("number_gte", field, "Must be greater than or equal to " + limit);
    }

    private static InvalidField atMost(String field, @Nullable Object limit) {
        return new InvalidField("number_lte", field, "Must be less than or equal to " + limit);
    }

    private static InvalidField greater(String field, @Nullable Object limit) {
        return new InvalidField("number_gt", field, "Must be greater than " + limit);
    }

    private static InvalidField less(String field, @Nullable Object limit) {
        return new InvalidField("number_lt", field, "Must be less than " + limit);
    }

    private static void checkText(
            Map<String, @Nullable Object> schema, String text, String field, List<InvalidField> wrong) {
        int length = text.codePointCount(0, text.length());
        if (isBelow(length, schema.get("minLength"))) {
            wrong.add(new InvalidField(
                    "string_gte", field, "String length must be greater than or equal to " + schema.get("minLength")));
        }
        if (isAbove(length, schema.get("maxLength"))) {
            wrong.add(new InvalidField(
                    "string_lte", field, "String length must be less than or equal to " + schema.get("maxLength")));
        }
        if (schema.containsKey("format") && !URI.matcher(text).matches()) {
            wrong.add(new InvalidField("format", field, "Does not match format 'uri'"));
        }
    }

    private void checkList(
            Map<String, @Nullable Object> schema, List<?> list, String field, int depth, List<InvalidField> wrong) {
        if (isBelow(list.size(), schema.get("minItems"))) {
            wrong.add(new InvalidField(
                    "array_min_items", field, "Array must have at least " + schema.get("minItems") + " items"));
        }
        if (isAbove(list.size(), schema.get("maxItems"))) {
            wrong.add(new InvalidField(
                    "array_max_items", field, "Array must have at most " + schema.get("maxItems") + " items"));
        }
        if (Boolean.TRUE.equals(schema.get("uniqueItems"))
                && new HashSet<>(list.stream().map(ServerJson::text).toList()).size() < list.size()) {
            wrong.add(new InvalidField("unique", field, "array items must be unique"));
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            for (int i = 0; i < list.size(); i++) {
                wrong.addAll(check(ServerJson.asObject(items), list.get(i), field + "." + i, depth + 1));
            }
        }
    }

    private void checkObject(
            Map<String, @Nullable Object> schema,
            Map<String, @Nullable Object> object,
            String field,
            int depth,
            List<InvalidField> wrong) {
        for (Object name : ServerJson.asList(schema.get("required"))) {
            if (!object.containsKey(String.valueOf(name))) {
                wrong.add(InvalidField.required(field, String.valueOf(name)));
            }
        }
        Map<String, @Nullable Object> properties = ServerJson.asObject(schema.get("properties"));
        object.forEach((name, member) -> {
            Object property = properties.getOrDefault(name, schema.get("additionalProperties"));
            if (property instanceof Map<?, ?> known) {
                wrong.addAll(check(ServerJson.asObject(known), member, field + "." + name, depth + 1));
            }
        });
    }

    private void checkCombinations(
            Map<String, @Nullable Object> schema,
            @Nullable Object value,
            String field,
            int depth,
            List<InvalidField> wrong) {
        results(schema, "allOf", value, field, depth).forEach(wrong::addAll);
        List<List<InvalidField>> any = results(schema, "anyOf", value, field, depth);
        if (!any.isEmpty() && any.stream().noneMatch(List::isEmpty)) {
            wrong.add(new InvalidField("number_any_of", field, "Must validate at least one schema (anyOf)"));
        }
        List<List<InvalidField>> one = results(schema, "oneOf", value, field, depth);
        if (!one.isEmpty() && one.stream().filter(List::isEmpty).count() != 1) {
            wrong.add(new InvalidField("number_one_of", field, "Must validate one and only one schema (oneOf)"));
        }
    }

    private List<List<InvalidField>> results(
            Map<String, @Nullable Object> schema, String keyword, @Nullable Object value, String field, int depth) {
        return ServerJson.asList(schema.get(keyword)).stream()
                .map(member -> check(ServerJson.asObject(member), value, field, depth + 1))
                .toList();
    }

    private static @Nullable BigDecimal limit(Map<String, @Nullable Object> schema, String keyword) {
        return schema.get(keyword) instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    private static boolean isBelow(int size, @Nullable Object limit) {
        return limit instanceof Number number && size < number.longValue();
    }

    private static boolean isAbove(int size, @Nullable Object limit) {
        return limit instanceof Number number && size > number.longValue();
    }
}
