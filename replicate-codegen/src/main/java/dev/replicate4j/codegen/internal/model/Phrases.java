package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.json.PlainJson;
import dev.replicate4j.codegen.internal.model.JavaType.Listing;
import dev.replicate4j.codegen.internal.model.JavaType.Mapping;
import dev.replicate4j.codegen.internal.model.JavaType.Nested;
import dev.replicate4j.codegen.internal.model.JavaType.OrNull;
import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Decimal;
import dev.replicate4j.codegen.internal.schema.SchemaType.File;
import dev.replicate4j.codegen.internal.schema.SchemaType.Int;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.codegen.internal.schema.SchemaType.Range;
import dev.replicate4j.codegen.internal.schema.SchemaType.Size;
import dev.replicate4j.codegen.internal.schema.SchemaType.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says facts of a schema in words, safe for Javadoc. */
final class Phrases {

    /** A longer default is not worth its lines. */
    private static final int LONGEST_VALUE = 200;

    private Phrases() {}

    /** What an input takes: type, range, pattern, media types and default, separated by commas. */
    static String facts(Property input, SetterTypes.Variant variant) {
        List<String> facts = new ArrayList<>();
        facts.add(input.secret() ? "secret text" : type(variant.type()));
        if (input.required()) {
            facts.add("required");
        }
        facts.addAll(limits(variant.schema()));
        if (input.fallback() != null) {
            facts.add("default " + value(input.fallback()));
        }
        return String.join(", ", facts);
    }

    static String type(JavaType type) {
        if (type instanceof OrNull nullable) {
            return type(nullable.type());
        }
        if (type instanceof Nested nested) {
            return "{@link " + nested.name() + "}";
        }
        if (type instanceof Listing list) {
            return "list of " + plural(list.item());
        }
        if (type instanceof Mapping map) {
            return "map from names to " + plural(map.value());
        }
        return switch ((Simple) type) {
            case STRING -> "text";
            case LONG -> "integer";
            case DOUBLE -> "number";
            case BOOLEAN -> "boolean";
            case PATH, URL_PATH -> "file";
            case OBJECT -> "any JSON value";
        };
    }

    /** What a call returns. */
    static String output(JavaType type) {
        if (type.equals(JavaType.ANY_JSON)) {
            return "the output, as JSON";
        }
        if (type instanceof OrNull nullable) {
            return output(nullable.type()) + "; null if the model returned none";
        }
        if (type instanceof Listing list) {
            return "the " + plural(list.item()) + " of the output";
        }
        if (type == Simple.STRING || type == Simple.URL_PATH) {
            return "the " + type(type);
        }
        return "the output";
    }

    private static String plural(JavaType type) {
        if (type instanceof OrNull nullable) {
            return plural(nullable.type());
        }
        if (type instanceof Nested nested) {
            return "{@link " + nested.name() + "} values";
        }
        if (type instanceof Listing list) {
            return "lists of " + plural(list.item());
        }
        if (type instanceof Mapping map) {
            return "maps to " + plural(map.value());
        }
        return type(type) + "s";
    }

    /** What the model demands of a value beyond its type: range, length, pattern and media types. */
    static List<String> limits(SchemaType schema) {
        List<String> limits = new ArrayList<>();
        if (schema instanceof Int whole) {
            add(limits, range(whole.range()));
        } else if (schema instanceof Decimal decimal) {
            add(limits, range(decimal.range()));
        } else if (schema instanceof Text text) {
            add(limits, size(text.length(), "characters"));
            add(limits, text.pattern() == null ? null : "matching " + value(text.pattern()) + " (Python)");
        } else if (schema instanceof SchemaType.Listing list) {
            add(limits, size(list.size(), "items"));
            limits.addAll(list.item() instanceof File ? limits(list.item()) : List.of());
        } else if (schema instanceof File file) {
            add(limits, file.accept() == null ? null : "of type " + value(file.accept()));
        }
        return limits;
    }

    private static @Nullable String range(Range range) {
        String min = range.min() == null ? null : number(range.min());
        String max = range.max() == null ? null : number(range.max());
        if (min != null && max != null && !range.aboveMin() && !range.belowMax()) {
            return min + " to " + max;
        }
        String lower = min == null ? null : (range.aboveMin() ? "more than " : "at least ") + min;
        String upper = max == null ? null : (range.belowMax() ? "less than " : "at most ") + max;
        return lower == null ? upper : upper == null ? lower : lower + " and " + upper;
    }

    private static @Nullable String size(Size size, String unit) {
        if (size.min() != null && size.max() != null) {
            return size.min() + " to " + size.max() + " " + unit;
        }
        return size.min() != null
                ? "at least " + size.min() + " " + unit
                : size.max() != null ? "at most " + size.max() + " " + unit : null;
    }

    /** A JSON value as code; long ones are cut. */
    static String value(Object value) {
        boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
        String text = plain ? value.toString() : PlainJson.compact(value);
        return text.length() <= LONGEST_VALUE
                ? JavadocText.code(text)
                : JavadocText.code(text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE / 2))) + "...";
    }

    private static String number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return Math.abs(plain.scale()) > 30 ? plain.toString() : plain.toPlainString();
    }

    private static void add(List<String> phrases, @Nullable String phrase) {
        if (phrase != null) {
            phrases.add(phrase);
        }
    }
}
