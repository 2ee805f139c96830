package dev.replicate4j.codegen.internal.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rules of which keywords there are, and of what kind their values are. */
final class KeywordRules {

    private static final Map<String, String> PYTHON_WORDS = Map.of(
            "ge", "minimum",
            "le", "maximum",
            "gt", "exclusiveMinimum",
            "lt", "exclusiveMaximum",
            "min_length", "minLength",
            "max_length", "maxLength",
            "min_items", "minItems",
            "max_items", "maxItems",
            "regex", "pattern");

    private static final List<String> TEXTS = List.of("$ref", "description", "format", "pattern");
    private static final List<String> FLAGS = List.of("nullable", "deprecated", "writeOnly");
    private static final List<String> NUMBERS = List.of("minimum", "maximum");
    private static final List<String> EXCLUSIVES = List.of("exclusiveMinimum", "exclusiveMaximum");
    private static final List<String> COUNTS = List.of("minLength", "maxLength", "minItems", "maxItems");
    private static final List<String> OBJECTS = List.of("properties", "items");
    private static final List<String> ADDITIONAL = List.of("additionalProperties");
    private static final List<String> LISTS = List.of("required", "enum", "allOf", "anyOf", "oneOf");
    private static final List<String> ANYTHING = List.of("type", "default", "const");

    private KeywordRules() {}

    static void translatePythonWords(Map<String, @Nullable Object> schema) {
        PYTHON_WORDS.forEach((word, keyword) -> {
            if (schema.containsKey(word)) {
                schema.putIfAbsent(keyword, schema.remove(word));
            }
        });
    }

    static void retainUsableKeywords(Map<String, @Nullable Object> schema) {
        schema.entrySet().removeIf(entry -> !isUsable(entry.getKey(), entry.getValue()));
        FLAGS.forEach(flag -> schema.computeIfPresent(flag, (key, value) -> isTrue(value)));
    }

    private static boolean isUsable(String keyword, @Nullable Object value) {
        return keyword.startsWith("x-")
                || ANYTHING.contains(keyword)
                || is(keyword, value, TEXTS, String.class::isInstance)
                || is(keyword, value, FLAGS, KeywordRules::isFlag)
                || is(keyword, value, NUMBERS, KeywordRules::isFinite)
                || is(keyword, value, EXCLUSIVES, bound -> isFlag(bound) || isFinite(bound))
                || is(keyword, value, COUNTS, KeywordRules::isCount)
                || is(keyword, value, OBJECTS, Map.class::isInstance)
                || is(keyword, value, ADDITIONAL, schema -> schema instanceof Map || schema instanceof Boolean)
                || is(keyword, value, LISTS, List.class::isInstance);
    }

    private static boolean is(
            String keyword, @Nullable Object value, List<String> keywords, Predicate<@Nullable Object> kind) {
        return keywords.contains(keyword) && kind.test(value);
    }

    static void splitExclusiveBounds(Map<String, @Nullable Object> schema) {
        splitExclusiveBound(schema, "exclusiveMinimum", "minimum");
        splitExclusiveBound(schema, "exclusiveMaximum", "maximum");
    }

    private static void splitExclusiveBound(Map<String, @Nullable Object> schema, String exclusive, String inclusive) {
        Object bound = schema.get(exclusive);
        if (bound instanceof Number) {
            schema.put(inclusive, bound);
            schema.put(exclusive, true);
        } else if (bound != null) {
            schema.put(exclusive, isTrue(bound));
        }
    }

    /** JSON has no infinity, but numbers beyond a double. */
    static boolean isFinite(@Nullable Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    private static boolean isFlag(@Nullable Object value) {
        return value instanceof Boolean || "true".equals(value) || "false".equals(value);
    }

    /** The parser reads counts as {@code int}. */
    private static boolean isCount(@Nullable Object value) {
        return value instanceof Long count && count == count.intValue();
    }
}
