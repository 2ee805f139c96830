package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.internal.schema.SchemaType;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types in words, for reports. */
final class TypeText {

    private TypeText() {}

    /** Says what a value must be, with its limits. */
    static String of(SchemaType type) {
        if (type instanceof SchemaType.Text text) {
            return "text"
                    + (text.length().equals(SchemaType.Size.ANY) ? "" : " of " + size(text.length(), "characters"));
        } else if (type instanceof SchemaType.Int whole) {
            return "integer" + range(whole.range());
        } else if (type instanceof SchemaType.Decimal decimal) {
            return "number" + range(decimal.range());
        } else if (type instanceof SchemaType.Bool) {
            return "boolean";
        } else if (type instanceof SchemaType.File) {
            return "file";
        } else if (type instanceof SchemaType.Choice choice) {
            return "one of " + choice.values().stream().map(TypeText::value).collect(Collectors.joining(", "));
        } else if (type instanceof SchemaType.Listing listing) {
            return "list of " + of(listing.item())
                    + (listing.size().equals(SchemaType.Size.ANY) ? "" : ", " + size(listing.size(), "items"));
        } else if (type instanceof SchemaType.Mapping mapping) {
            return "map to " + of(mapping.value());
        } else if (type instanceof SchemaType.Opaque) {
            return "object";
        } else if (type instanceof SchemaType.Structure structure) {
            return "object " + structure.name();
        } else if (type instanceof SchemaType.Recursion recursion) {
            return "object " + recursion.name();
        } else if (type instanceof SchemaType.Union union) {
            return union.branches().stream().map(TypeText::of).collect(Collectors.joining(" or "));
        }
        return "any value";
    }

    /** Writes a JSON value so that text and number can be told apart. */
    static String value(@Nullable Object value) {
        return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
    }

    static String range(SchemaType.Range range) {
        if (range.equals(SchemaType.Range.ANY)) {
            return "";
        }
        String least = bound(range.min(), range.aboveMin() ? "above " : "from ");
        String most = bound(range.max(), range.belowMax() ? "below " : "up to ");
        return (" " + least + " " + most).replaceAll(" +", " ").stripTrailing();
    }

    private static String bound(@Nullable BigDecimal bound, String word) {
        return bound == null ? "" : word + bound.toPlainString();
    }

    static String size(SchemaType.Size size, String unit) {
        if (size.equals(SchemaType.Size.ANY)) {
            return "any number of " + unit;
        }
        String least = size.min() == null ? "" : "at least " + size.min() + " ";
        String most = size.max() == null ? "" : "at most " + size.max() + " ";
        return least + (least.isEmpty() || most.isEmpty() ? "" : "and ") + most + unit;
    }
}
