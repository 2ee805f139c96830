package dev.replicate4j.internal.proxy;

/** In which form a method of a user's interface hands the output over. */
public enum ReturnForm {
    /** The output itself. */
    OUTPUT,
    /** The output to come. */
    FUTURE,
    /** The run. */
    RUN,
    /** The pieces of the output. */
    ITERATOR
}
