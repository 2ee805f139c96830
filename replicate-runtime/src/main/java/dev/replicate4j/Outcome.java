package dev.replicate4j;

import org.jspecify.annotations.Nullable;

/**
 * What became of one of many calls, see {@link ModelFunction#callAll}.
 *
 * @param input what the model was called with
 * @param output what it returned; null if the call failed
 * @param failure why the call failed; null if it did not
 */
public record Outcome<I, O extends @Nullable Object>(
        I input, @Nullable O output, @Nullable RuntimeException failure) {

    /**
     * Tells whether the call returned an output.
     *
     * @return false if it failed
     */
    public boolean succeeded() {
        return failure == null;
    }

    /**
     * Returns the output, or throws what the call failed with.
     *
     * @return the output
     */
    @SuppressWarnings("NullAway") // null only where O itself allows it
    public O get() {
        if (failure != null) {
            throw failure;
        }
        return output;
    }
}
