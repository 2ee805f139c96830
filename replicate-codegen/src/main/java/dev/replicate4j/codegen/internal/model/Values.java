package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.model.Value.Entries;
import dev.replicate4j.codegen.internal.model.Value.Entry;
import dev.replicate4j.codegen.internal.model.Value.EnumConstant;
import dev.replicate4j.codegen.internal.model.Value.FileUrl;
import dev.replicate4j.codegen.internal.model.Value.Items;
import dev.replicate4j.codegen.internal.model.Value.Literal;
import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Bool;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import dev.replicate4j.codegen.internal.schema.SchemaType.Decimal;
import dev.replicate4j.codegen.internal.schema.SchemaType.File;
import dev.replicate4j.codegen.internal.schema.SchemaType.Int;
import dev.replicate4j.codegen.internal.schema.SchemaType.Listing;
import dev.replicate4j.codegen.internal.schema.SchemaType.Mapping;
import dev.replicate4j.codegen.internal.schema.SchemaType.Opaque;
import dev.replicate4j.codegen.internal.schema.SchemaType.Range;
import dev.replicate4j.codegen.internal.schema.SchemaType.Size;
import dev.replicate4j.codegen.internal.schema.SchemaType.Structure;
import dev.replicate4j.codegen.internal.schema.SchemaType.Text;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns JSON values into values of generated code, typed where the schema allows them. */
final class Values {

    private static final Pattern URL = Pattern.compile("(?:https?://|data:)[!-~]+");

    /** A URL as long as this is a file inline; parsing it as a URI is not worth the time. */
    private static final int LONG_URL = 4096;

    /** More values do not fit into a method, as each takes up to 20 bytes of its 65,535. */
    private static final int MOST_VALUES = 2_000;

    private static final int DEEPEST = 30;

    private final NestedTypes nested;
    private final JavaNames names;
    private final SetterTypes types;

    Values(NestedTypes nested, JavaNames names, SetterTypes types) {
        this.nested = nested;
        this.names = names;
        this.types = types;
    }

    /** Returns the value as the schema wants it; empty if the schema does not allow it. */
    Optional<Value> typed(SchemaType schema, @Nullable Object json) {
        if (schema instanceof Text text) {
            return json instanceof String string && fits(text.length(), string.codePointCount(0, string.length()))
                    ? Optional.of(new Literal(string))
                    : Optional.empty();
        }
        if (schema instanceof Int whole) {
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
        if (schema instanceof Bool) {
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
                    ? items(types.type(list.item()), items, item -> typed(list.item(), item))
                    : Optional.empty();
        }
        if (schema instanceof Mapping map) {
            return json instanceof Map<?, ?> object
                    ? entries(types.type(map.value()), object, value -> typed(map.value(), value))
                    : Optional.empty();
        }
        boolean object = schema instanceof Structure || schema instanceof Opaque;
        return object && !(json instanceof Map) ? Optional.empty() : untyped(json);
    }

    /** Returns any JSON value without nulls; empty if there is one. */
    Optional<Value> untyped(@Nullable Object json) {
        if (json instanceof List<?> list) {
            return items(Simple.OBJECT, list, this::untyped);
        }
        if (json instanceof Map<?, ?> map) {
            return entries(Simple.OBJECT, map, this::untyped);
        }
        if (json instanceof String || json instanceof Boolean || (json instanceof Number number && isFinite(number))) {
            return Optional.of(new Literal(json));
        }
        return Optional.empty();
    }

    private static Optional<Value> items(
            JavaType item, List<?> json, Function<@Nullable Object, Optional<Value>> values) {
        List<Value> items =
                json.stream().flatMap(value -> values.apply(value).stream()).toList();
        return items.size() == json.size() ? Optional.of(new Items(item, items)) : Optional.empty();
    }

    private static Optional<Value> entries(
            JavaType value, Map<?, ?> json, Function<@Nullable Object, Optional<Value>> values) {
        List<Entry> entries = new ArrayList<>();
        json.forEach((key, item) ->
                values.apply(item).ifPresent(found -> entries.add(new Entry(String.valueOf(key), found))));
        return entries.size() == json.size() ? Optional.of(new Entries(value, entries)) : Optional.empty();
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

    /** Whether the compiler could not take the value: its stack and the size of a method are limited. */
    static boolean isTooLarge(Object json) {
        return size(json, 0) > MOST_VALUES;
    }

    private static int size(@Nullable Object json, int depth) {
        Collection<?> parts =
                json instanceof Map<?, ?> map ? map.values() : json instanceof List<?> list ? list : List.of();
        int size = depth > DEEPEST ? MOST_VALUES + 1 : 1 + (json instanceof String text ? text.length() / LONG_URL : 0);
        for (Object part : parts) {
            size += size <= MOST_VALUES ? size(part, depth + 1) : 0;
        }
        return size;
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
        return number instanceof Long || (number instanceof Double && Double.isFinite(number.doubleValue()));
    }

    private static boolean fits(Size size, int length) {
        return (size.min() == null || length >= size.min()) && (size.max() == null || length <= size.max());
    }

    private static boolean fits(Range range, BigDecimal number) {
        return (range.min() == null || number.compareTo(range.min()) >= 0)
                && (range.max() == null || number.compareTo(range.max()) <= 0);
    }
}
