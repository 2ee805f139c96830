package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.Value.Entries;
import dev.replicate4j.codegen.internal.model.Value.Entry;
import dev.replicate4j.codegen.internal.model.Value.EnumConstant;
import dev.replicate4j.codegen.internal.model.Value.FileUrl;
import dev.replicate4j.codegen.internal.model.Value.Items;
import dev.replicate4j.codegen.internal.model.Value.Literal;
import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import dev.replicate4j.codegen.internal.schema.SchemaType.Decimal;
import dev.replicate4j.codegen.internal.schema.SchemaType.File;
import dev.replicate4j.codegen.internal.schema.SchemaType.Listing;
import dev.replicate4j.codegen.internal.schema.SchemaType.Range;
import dev.replicate4j.codegen.internal.schema.SchemaType.Size;
import dev.replicate4j.codegen.internal.schema.SchemaType.Text;
import dev.replicate4j.codegen.internal.schema.SchemaType.Truth;
import dev.replicate4j.codegen.internal.schema.SchemaType.Whole;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns JSON values into values of generated code, typed where the schema allows them. */
final class Values {

    private static final Pattern URL = Pattern.compile("(?:https?://|data:)[!-~]+");

    /** A URL as long as this is a file inline; parsing it as a URI is not worth the time. */
    private static final int LONG_URL = 4096;

    private final NestedTypes nested;
    private final Names names;

    Values(NestedTypes nested, Names names) {
        this.nested = nested;
        this.names = names;
    }

    /** Returns the value as the schema wants it; empty if the schema does not allow it. */
    Optional<Value> typed(SchemaType schema, @Nullable Object json) {
        if (schema instanceof Text text) {
            return json instanceof String string && fits(text.length(), string.codePointCount(0, string.length()))
                    ? Optional.of(new Literal(string))
                    : Optional.empty();
        }
        if (schema instanceof Whole whole) {
            return json instanceof Long number && fits(whole.range(), BigDecimal.valueOf(number))
                    ? Optional.of(new Literal(number))
                    : Optional.empty();
        }
        if (schema instanceof Decimal decimal) {
            return json instanceof Number number
                            && isFinite(number)
                            && fits(decimal.range(), new BigDecimal(number.toString()))
                    ? Optional.of(new Literal(number.doubleValue()))
                    : Optional.empty();
        }
        if (schema instanceof Truth) {
            return json instanceof Boolean ? Optional.of(new Literal(json)) : Optional.empty();
        }
        if (schema instanceof File) {
            return json instanceof String url && isUrl(url) ? Optional.of(new FileUrl(url)) : Optional.empty();
        }
        if (schema instanceof Choice choice) {
            return choice(choice, json);
        }
        if (schema instanceof Listing list) {
            return json instanceof List<?> items && fits(list.size(), items.size())
                    ? items(list.item(), items)
                    : Optional.empty();
        }
        return untyped(json);
    }

    /** Returns any JSON value without nulls; empty if there is one. */
    Optional<Value> untyped(@Nullable Object json) {
        if (json instanceof List<?> items) {
            List<Value> values =
                    items.stream().map(this::untyped).flatMap(Optional::stream).toList();
            return values.size() == items.size() ? Optional.of(new Items(values)) : Optional.empty();
        }
        if (json instanceof Map<?, ?> map) {
            List<Entry> entries = new ArrayList<>();
            map.forEach((key, value) ->
                    untyped(value).ifPresent(found -> entries.add(new Entry(String.valueOf(key), found))));
            return entries.size() == map.size() ? Optional.of(new Entries(entries)) : Optional.empty();
        }
        if (json == null || (json instanceof Number number && !isFinite(number))) {
            return Optional.empty();
        }
        return Optional.of(new Literal(json));
    }

    private Optional<Value> items(SchemaType item, List<?> items) {
        List<Value> values = new ArrayList<>();
        items.forEach(json -> typed(item, json).ifPresent(values::add));
        return values.size() == items.size() ? Optional.of(new Items(values)) : Optional.empty();
    }

    private Optional<Value> choice(Choice choice, @Nullable Object json) {
        int index = choice.values().indexOf(json);
        if (index < 0) {
            return Optional.empty();
        }
        if (!NestedTypes.isEnum(choice)) {
            return Optional.of(new Literal(choice.values().get(index)));
        }
        String word = nested.wordOf(choice, false);
        return Optional.of(
                new EnumConstant(names.type(word), names.constants(word).get(index)));
    }

    private static boolean isUrl(String text) {
        if (!URL.matcher(text).matches()) {
            return false;
        }
        try {
            return text.length() > LONG_URL || new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Numbers beyond a long or a double have no literal. */
    private static boolean isFinite(Number number) {
        return !(number instanceof BigInteger) && Double.isFinite(number.doubleValue());
    }

    private static boolean fits(Size size, int length) {
        return (size.min() == null || length >= size.min()) && (size.max() == null || length <= size.max());
    }

    private static boolean fits(Range range, BigDecimal number) {
        return (range.min() == null || number.compareTo(range.min()) >= 0)
                && (range.max() == null || number.compareTo(range.max()) <= 0);
    }
}
