package dev.replicate4j;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.internal.call.PieceDecoder;
import dev.replicate4j.internal.call.PredictionTarget;
import dev.replicate4j.internal.call.TrackedPrediction;
import dev.replicate4j.internal.file.Downloads;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as one client calls it: where, and what comes back.
 *
 * @param name how messages call it
 * @param target where predictions are created
 * @param output how its output is read
 * @param secrets wire names of inputs that are not shown
 * @param files downloads the files of its output
 */
record Model<O extends @Nullable Object, P extends @Nullable Object>(
        String name, PredictionTarget target, OutputType<O, P> output, Set<String> secrets, Downloads files) {

    static <O extends @Nullable Object, P extends @Nullable Object> Model<O, P> of(
            ModelDefinition<?, O, P> definition, Downloads files) {
        String name = definition.ref().model();
        String version = definition.official() ? null : definition.version().orElse(null);
        PredictionTarget target = version == null
                ? new PredictionTarget.OfficialModel(name)
                : new PredictionTarget.PinnedVersion(name, version);
        return new Model<>(name, target, definition.output(), definition.secrets(), files);
    }

    Model<O, P> on(PredictionTarget other) {
        return new Model<>(name, other, output, secrets, files);
    }

    /**
     * Whether the answer to a create is the result already. Replicate answers a create that waited with the status
     * {@code processing} and the output, once there is one. That output is whole, unless it is of the kind that grows.
     */
    boolean isResult(Prediction answer) {
        return answer.status().equals(Status.PROCESSING) && answer.output() != null && !output.iterates();
    }

    /** Reads the output of a run that has ended. */
    O output(TrackedPrediction run, Prediction last) {
        if (!last.status().equals(Status.SUCCEEDED)) {
            throw run.failure(last);
        }
        return read(last);
    }

    O read(Prediction prediction) {
        try {
            return output.decode(prediction.output(), files);
        } catch (DecodeException e) {
            throw new DecodeException(
                    e.getMessage() + " (" + name + ", prediction " + prediction.id()
                            + "). The run has succeeded: raw() of this exception is what it returned.",
                    e.raw(),
                    e);
        }
    }

    PieceDecoder<P> pieces() {
        return new PieceDecoder<>() {
            @Override
            public boolean hasPieces() {
                return output.hasPieces();
            }

            @Override
            public boolean concatenates() {
                return output.concatenates();
            }

            @Override
            public boolean streams() {
                return output.hasPieces() && output.piecesAreText();
            }

            @Override
            public P read(@Nullable Object json) {
                return output.decodePiece(json, files);
            }
        };
    }
}
