package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the types of one part of a model: of an input, or of the output. */
final class TypeChanges {

    private final ModelPart part;
    private final boolean returned;
    private final List<SchemaChange> changes = new ArrayList<>();

    private TypeChanges(ModelPart part) {
        this.part = part;
        this.returned = part instanceof ModelPart.OutputPart;
    }

    static List<SchemaChange> between(ModelPart part, SchemaType before, SchemaType after) {
        TypeChanges comparison = new TypeChanges(part);
        comparison.compare("", before, after);
        return comparison.changes;
    }

    /**
     * Compares two types.
     *
     * @param prefix which component of the type, as the beginning of a sentence; empty for the whole
     */
    private void compare(String prefix, SchemaType before, SchemaType after) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof SchemaType.Text from && after instanceof SchemaType.Text to) {
            sizes(prefix, "characters", from.length(), to.length());
            patterns(prefix, from.pattern(), to.pattern());
        } else if (before instanceof SchemaType.Int from && after instanceof SchemaType.Int to) {
            ranges(prefix, from.range(), to.range());
        } else if (before instanceof SchemaType.Decimal from && after instanceof SchemaType.Decimal to) {
            ranges(prefix, from.range(), to.range());
        } else if (before instanceof SchemaType.Choice from && after instanceof SchemaType.Choice to) {
            choices(prefix, from, to);
        } else if (before instanceof SchemaType.File && after instanceof SchemaType.File) {
            changes.add(SchemaChange.documentation(part, prefix + "names other media types"));
        } else if (before instanceof SchemaType.Listing from && after instanceof SchemaType.Listing to) {
            sizes(prefix, "items", from.size(), to.size());
            compare(prefix + "has items whose type changes: it ", from.item(), to.item());
        } else if (before instanceof SchemaType.Mapping from && after instanceof SchemaType.Mapping to) {
            compare(prefix + "has values whose type changes: it ", from.value(), to.value());
        } else if (before instanceof SchemaType.Structure from && after instanceof SchemaType.Structure to) {
            structures(prefix, from, to);
        } else if (before instanceof SchemaType.Union from && after instanceof SchemaType.Union to) {
            unions(prefix, from, to);
        } else {
            signature(prefix + "was " + TypeText.of(before) + " and becomes " + TypeText.of(after));
        }
    }

    private void signature(String text) {
        changes.add(SchemaChange.signature(part, text));
    }

    /** What is returned under narrower limits breaks nobody; what is taken does. */
    private void limit(boolean narrower, String text) {
        changes.add(narrower && !returned ? SchemaChange.limit(part, text) : SchemaChange.compatible(part, text));
    }

    private void sizes(String prefix, String unit, SchemaType.Size before, SchemaType.Size after) {
        if (!before.equals(after)) {
            boolean narrower = raised(decimal(before.min()), decimal(after.min()))
                    || lowered(decimal(before.max()), decimal(after.max()));
            limit(narrower, prefix + became(TypeText.size(before, unit), TypeText.size(after, unit)));
        }
    }

    private void patterns(String prefix, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            limit(
                    after != null,
                    prefix
                            + (after == null
                                    ? "no longer has to match a pattern"
                                    : "must match another pattern: " + after));
        }
    }

    private void ranges(String prefix, SchemaType.Range before, SchemaType.Range after) {
        boolean sameMin = same(before.min(), after.min());
        boolean sameMax = same(before.max(), after.max());
        if (sameMin && sameMax && before.aboveMin() == after.aboveMin() && before.belowMax() == after.belowMax()) {
            return;
        }
        boolean narrower = raised(before.min(), after.min())
                || lowered(before.max(), after.max())
                || (sameMin && after.aboveMin() && !before.aboveMin())
                || (sameMax && after.belowMax() && !before.belowMax());
        limit(narrower, prefix + became(any(before), any(after)));
    }

    /** Bounds are numbers: {@code 1} and {@code 1.0} are one, though not equal as {@link BigDecimal}s. */
    private static boolean same(@Nullable BigDecimal before, @Nullable BigDecimal after) {
        if (before == null || after == null) {
            return before == null && after == null;
        }
        return before.compareTo(after) == 0;
    }

    private static String any(SchemaType.Range range) {
        String text = TypeText.range(range);
        return text.isEmpty() ? "any value" : "values" + text;
    }

    private String became(String before, String after) {
        return returned ? "gave " + before + " and now gives " + after : "took " + before + " and now takes " + after;
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }

    private static boolean raised(@Nullable BigDecimal before, @Nullable BigDecimal after) {
        return after != null && (before == null || after.compareTo(before) > 0);
    }

    private static boolean lowered(@Nullable BigDecimal before, @Nullable BigDecimal after) {
        return after != null && (before == null || after.compareTo(before) < 0);
    }

    private void choices(String prefix, SchemaType.Choice before, SchemaType.Choice after) {
        List<Object> gone = without(before.values(), after.values());
        List<Object> added = without(after.values(), before.values());
        if (!gone.isEmpty()) {
            signature(prefix + "no longer has " + values(gone));
        }
        if (!added.isEmpty()) {
            changes.add(SchemaChange.compatible(part, prefix + "also has " + values(added)));
        }
        if (gone.isEmpty() && added.isEmpty() && !before.values().equals(after.values())) {
            changes.add(SchemaChange.documentation(part, prefix + "lists its values in another order"));
        }
    }

    private static List<Object> without(List<Object> values, List<Object> others) {
        return values.stream().filter(value -> !others.contains(value)).toList();
    }

    private static String values(List<Object> values) {
        return values.stream().map(TypeText::value).collect(Collectors.joining(", "));
    }

    private void structures(String prefix, SchemaType.Structure before, SchemaType.Structure after) {
        Map<String, Property> old = byName(before.fields());
        Map<String, Property> now = byName(after.fields());
        old.forEach((name, field) -> {
            Property other = now.get(name);
            if (other == null) {
                signature(prefix + "no longer has the field " + name);
            } else {
                compare(prefix + "has a field " + name + " that ", field.type(), other.type());
            }
        });
        now.forEach((name, field) -> {
            if (!old.containsKey(name)) {
                changes.add(SchemaChange.compatible(part, prefix + "also has the field " + name));
            }
        });
    }

    static Map<String, Property> byName(List<Property> properties) {
        Map<String, Property> named = new LinkedHashMap<>();
        properties.forEach(property -> named.put(property.name(), property));
        return named;
    }

    private void unions(String prefix, SchemaType.Union before, SchemaType.Union after) {
        boolean narrower = !after.branches().containsAll(before.branches());
        limit(narrower, prefix + "was " + TypeText.of(before) + " and becomes " + TypeText.of(after));
    }
}
