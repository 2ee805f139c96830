package dev.replicate4j.codegen.internal.model;

import java.util.List;

/** A value in generated code. */
public sealed interface Value {

    /**
     * A literal.
     *
     * @param value a {@link String}, {@link Long}, {@link Double} or {@link Boolean}
     */
    record Literal(Object value) implements Value {}

    /**
     * A constant of a nested enum.
     *
     * @param type the enum
     * @param constant the constant
     */
    record EnumConstant(String type, String constant) implements Value {}

    /**
     * A file behind a URL.
     *
     * @param url an absolute URL
     */
    record FileUrl(String url) implements Value {}

    /**
     * A list.
     *
     * @param item the type of its items
     * @param items its items
     */
    record Items(JavaType item, List<Value> items) implements Value {}

    /**
     * A map.
     *
     * @param value the type of its values
     * @param entries its entries, in order
     */
    record Entries(JavaType value, List<Entry> entries) implements Value {}

    /**
     * An entry of a map.
     *
     * @param key the key
     * @param value the value
     */
    record Entry(String key, Value value) {}
}
