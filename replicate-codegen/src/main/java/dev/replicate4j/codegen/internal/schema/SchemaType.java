package dev.replicate4j.codegen.internal.schema;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of an input, an output or a part of one. */
public sealed interface SchemaType {

    /**
     * A string.
     *
     * @param length how long it may be
     * @param pattern a regular expression in Python's dialect; null for any text
     */
    record Text(Size length, @Nullable String pattern) implements SchemaType {}

    /**
     * An integer.
     *
     * @param range what is allowed
     */
    record Int(Range range) implements SchemaType {}

    /**
     * A number.
     *
     * @param range what is allowed
     */
    record Decimal(Range range) implements SchemaType {}

    /** True or false. */
    record Bool() implements SchemaType {}

    /**
     * A file, by URL.
     *
     * @param accept media types that the model takes, as in an HTML form; null for any
     */
    record File(@Nullable String accept) implements SchemaType {}

    /**
     * One of several values.
     *
     * @param name the schema's word for the choice
     * @param values the values in the author's order, without repetitions: {@link String}, {@link Long}, {@link Double} or
     *     {@link Boolean}
     */
    record Choice(String name, List<Object> values) implements SchemaType {}

    /**
     * A list.
     *
     * @param item the type of each item
     * @param size how many items it may have
     */
    record Listing(SchemaType item, Size size) implements SchemaType {}

    /**
     * An object whose keys are not known beforehand.
     *
     * @param value the type of each value
     */
    record Mapping(SchemaType value) implements SchemaType {}

    /**
     * An object of which nothing more is said. In outputs, Cog writes it for whatever it cannot resolve, which may be any JSON.
     */
    record Opaque() implements SchemaType {}

    /**
     * An object with named fields.
     *
     * @param name the schema's word for it
     * @param fields the fields in order
     */
    record Structure(String name, List<Property> fields) implements SchemaType {}

    /**
     * A structure inside itself.
     *
     * @param name the name of an enclosing {@link Structure}
     */
    record Recursion(String name) implements SchemaType {}

    /**
     * One of several types.
     *
     * @param branches at least two types, none of them a union
     */
    record Union(List<SchemaType> branches) implements SchemaType {}

    /** Any JSON value. */
    record Untyped() implements SchemaType {}

    /**
     * Limits of a number.
     *
     * @param min the smallest value; null for none
     * @param max the largest value; null for none
     * @param aboveMin whether the smallest value itself is excluded
     * @param belowMax whether the largest value itself is excluded
     */
    record Range(@Nullable BigDecimal min, @Nullable BigDecimal max, boolean aboveMin, boolean belowMax) {

        /** Any number. */
        public static final Range ANY = new Range(null, null, false, false);
    }

    /**
     * Limits of a length.
     *
     * @param min the least; null for none
     * @param max the most; null for none
     */
    record Size(@Nullable Integer min, @Nullable Integer max) {

        /** Any length. */
        public static final Size ANY = new Size(null, null);
    }

    /**
     * An input of a model, or a field of an object.
     *
     * @param name its name on the wire
     * @param type what it takes
     * @param description what the author says of it, as found; null where nothing
     * @param fallback what the model takes when nothing is sent, as a JSON value; null where unknown or not of the type
     * @param required whether it must be sent
     * @param deprecated whether the author advises against it
     * @param secret whether its value must not be shown
     */
    record Property(
            String name,
            SchemaType type,
            @Nullable String description,
            @Nullable Object fallback,
            boolean required,
            boolean deprecated,
            boolean secret) {}
}
