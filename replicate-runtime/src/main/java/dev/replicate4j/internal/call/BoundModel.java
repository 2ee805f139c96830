package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.internal.output.OutputDecoder;
import dev.replicate4j.model.OutputType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as one client calls it: where, and what comes back.
 *
 * @param name how messages call it
 * @param target where predictions are created
 * @param output what its output is
 * @param secrets wire names of inputs that are not shown
 * @param decoder decodes its output
 */
public record BoundModel<O extends @Nullable Object, P extends @Nullable Object>(
        String name, PredictionTarget target, OutputType<O, P> output, Set<String> secrets, OutputDecoder decoder) {

    /** {@return the same model, called at another place} */
    public BoundModel<O, P> on(PredictionTarget other) {
        return new BoundModel<>(name, other, output, secrets, decoder);
    }

    /**
     * Tells whether the answer to a create is the result already. Replicate answers a create that waited with the status
     * {@code processing} and the output, once there is one. That output is whole, unless it is of the kind that grows.
     */
    public boolean isResult(Prediction answer) {
        return answer.status().equals(Status.PROCESSING) && answer.output() != null && !output.iterates();
    }

    /** {@return the decoded output of a prediction} */
    public O decode(Prediction prediction) {
        try {
            return decoder.whole(output, prediction.output());
        } catch (DecodeException e) {
            throw new DecodeException(
                    e.getMessage() + " (" + name + ", prediction " + prediction.id()
                            + "). The run has succeeded: raw() of this exception is what it returned.",
                    e.raw(),
                    e);
        }
    }

    /** {@return a decoded piece of the output, or the only piece, which is the whole output} */
    P piece(@Nullable Object json) {
        return decoder.piece(output, json);
    }
}
