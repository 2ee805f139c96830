package dev.replicate4j.testkit.internal.answer;

import dev.replicate4j.testkit.internal.model.Shape;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts an output into the steps in which its model would make it. */
public final class Outputs {

    private Outputs() {}

    /** Returns the steps that make a whole output, as a handler returned it. */
    public static List<Step> whole(RunSpec spec, @Nullable Object output) {
        Shape shape = spec.version().shape();
        Object encoded = new OutputEncoder(spec.version()).encode(output);
        List<Step> steps = new ArrayList<>();
        if (encoded instanceof String text && shape.concatenates()) {
            Texts.pieces(text).forEach(piece -> steps.add(new Step.Piece(piece)));
        } else if (encoded instanceof List<?> items && shape.grows()) {
            items.forEach(item -> steps.add(new Step.Piece(item)));
        } else {
            steps.add(new Step.Whole(encoded));
        }
        return steps;
    }

    /** Returns the steps that make an output piece by piece. */
    public static List<Step> pieces(RunSpec spec, List<?> pieces) {
        OutputEncoder encoder = new OutputEncoder(spec.version());
        List<Step> steps = new ArrayList<>();
        pieces.forEach(piece -> steps.add(new Step.Piece(encoder.encode(piece))));
        return steps;
    }
}
