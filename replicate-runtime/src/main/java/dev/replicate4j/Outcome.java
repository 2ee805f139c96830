package dev.replicate4j;

import dev.replicate4j.api.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * The result of one of many calls, see {@link ModelFunction#callAll}.
 *
 * @param input the input of the call
 * @param output the output; null if the call failed
 * @param failure the exception that the call failed with; null if it did not
 * @param prediction the prediction as it was last seen, with its id and metrics; null if none was created
 */
public record Outcome<I, O extends @Nullable Object>(
        I input,
        @Nullable O output,
        @Nullable RuntimeException failure,
        @Nullable Prediction prediction) {

    /** {@return whether the call returned an output} */
    public boolean isSuccess() {
        return failure == null;
    }

    /** {@return the output; throws what the call failed with} */
    @SuppressWarnings("NullAway") // null only where O itself allows it
    public O get() {
        if (failure != null) {
            throw failure;
        }
        return output;
    }
}
