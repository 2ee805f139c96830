package dev.replicate4j.codegen.internal.model;

/** How an output is read: an expression of the runtime's {@code OutputType}. */
public sealed interface Decoder {

    /** A factory of {@code OutputType} without arguments. */
    enum Leaf implements Decoder {
        TEXT,
        STRING,
        INTEGER,
        NUMBER,
        BOOL,
        FILE,
        ANY
    }

    /**
     * A factory of {@code OutputType} around another type.
     *
     * @param kind which factory
     * @param part the type of the parts
     */
    record Wrapped(Kind kind, Decoder part) implements Decoder {

        /** Factories around another type. */
        public enum Kind {
            LIST,
            ITERATOR,
            MAP,
            NULLABLE
        }
    }

    /**
     * The constant {@code TYPE} of a generated record.
     *
     * @param record the record's simple name
     */
    record Constant(String record) implements Decoder {}
}
