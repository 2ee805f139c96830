package dev.replicate4j.internal.call;

import static dev.replicate4j.internal.call.PredictionMatch.DIFFERENT;
import static dev.replicate4j.internal.call.PredictionMatch.EQUAL;
import static dev.replicate4j.internal.call.PredictionMatch.UNCERTAIN;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.internal.call.PredictionTarget.DeployedModel;
import dev.replicate4j.internal.call.PredictionTarget.OfficialModel;
import dev.replicate4j.internal.call.PredictionTarget.PinnedVersion;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a prediction, as the API shows it, with what a create has sent. */
public final class PredictionComparison {

    private PredictionComparison() {}

    /** {@return whether the prediction is what the spec has created} */
    static PredictionMatch of(PredictionSpec spec, Prediction prediction) {
        return of(spec.target(), spec.input(), prediction);
    }

    /** {@return whether the prediction is what a create at the target with the input has made} */
    public static PredictionMatch of(
            PredictionTarget target, Map<String, @Nullable Object> input, Prediction prediction) {
        PredictionMatch match = target(target, prediction);
        return match == DIFFERENT ? DIFFERENT : match.and(input(target, input, prediction));
    }

    private static PredictionMatch target(PredictionTarget target, Prediction prediction) {
        if (target instanceof DeployedModel deployment) {
            return prediction
                    .deployment()
                    .map(shown -> name(deployment.name(), shown))
                    .orElse(UNCERTAIN);
        }
        if (target instanceof PinnedVersion version) {
            boolean same = prediction.version().map(version.id()::equals).orElse(false);
            // A version may be overridden by another one of its model.
            return same ? EQUAL : isSameModel(version.model(), prediction) ? UNCERTAIN : DIFFERENT;
        }
        // A model may be renamed, and some official ones are shown by an internal name: no other name excludes it.
        boolean same =
                prediction.model().map(((OfficialModel) target).name()::equals).orElse(false);
        return same ? EQUAL : UNCERTAIN;
    }

    private static PredictionMatch name(String sent, String shown) {
        return shown.equals(sent) ? EQUAL : shown.equalsIgnoreCase(sent) ? UNCERTAIN : DIFFERENT;
    }

    /** Whether it is the same model as far as is known, in whatever letter case. */
    private static boolean isSameModel(@Nullable String model, Prediction prediction) {
        Optional<String> shown = prediction.model();
        return model == null || shown.isEmpty() || model.equalsIgnoreCase(shown.get());
    }

    private static PredictionMatch input(
            PredictionTarget target, Map<String, @Nullable Object> sent, Prediction prediction) {
        Map<String, @Nullable Object> shown = prediction.input();
        boolean otherModel = target instanceof OfficialModel model && !isSameModel(model.name(), prediction);
        if (otherModel && !sent.keySet().equals(shown.keySet())) {
            return DIFFERENT; // neither the name nor the inputs suggest that it is the same model, renamed
        }
        boolean hidden = prediction.isDataRemoved() || shown.isEmpty() && !sent.isEmpty();
        return hidden ? UNCERTAIN : ValueMatch.fields(sent, shown);
    }
}
