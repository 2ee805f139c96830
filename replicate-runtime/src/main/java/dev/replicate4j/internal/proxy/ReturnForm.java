package dev.replicate4j.internal.proxy;

/** In which form a method of a user's interface hands the output over. */
public enum ReturnForm {
    /** The output itself. */
    OUTPUT,
    /** The run. */
    RUN,
    /** The pieces of the output. */
    ITERATOR,
    /** The output to come. */
    FUTURE,
    /** The run to come. */
    FUTURE_RUN,
    /** The pieces of the output, as soon as the run was created. */
    FUTURE_ITERATOR;

    boolean iterates() {
        return this == ITERATOR || this == FUTURE_ITERATOR;
    }

    /** {@return the form of a future of this form} */
    ReturnForm later() {
        return switch (this) {
            case RUN -> FUTURE_RUN;
            case ITERATOR -> FUTURE_ITERATOR;
            default -> FUTURE;
        };
    }
}
