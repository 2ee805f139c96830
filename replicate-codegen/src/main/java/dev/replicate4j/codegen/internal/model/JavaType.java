package dev.replicate4j.codegen.internal.model;

/** A type in generated code. */
public sealed interface JavaType {

    /** A type without parts. */
    enum Simple implements JavaType {
        STRING,
        LONG,
        DOUBLE,
        BOOLEAN,
        /** {@code java.nio.file.Path}: any file, as an input. */
        PATH,
        /** {@code URLPath}: a file that a model made. */
        URL_PATH,
        /** Any value but null. */
        OBJECT
    }

    /** Any JSON value, null too. */
    JavaType ANY_JSON = new OrNull(Simple.OBJECT);

    /**
     * A type whose values may be null.
     *
     * @param type the type of the others
     */
    record OrNull(JavaType type) implements JavaType {}

    /**
     * A nested type of the generated class.
     *
     * @param name its simple name
     */
    record Nested(String name) implements JavaType {}

    /**
     * A list.
     *
     * @param item type of its items
     * @param open whether a list of a subtype will do
     */
    record Listing(JavaType item, boolean open) implements JavaType {}

    /**
     * A map from names.
     *
     * @param value type of its values
     * @param open whether a map to a subtype will do
     */
    record Mapping(JavaType value, boolean open) implements JavaType {}
}
