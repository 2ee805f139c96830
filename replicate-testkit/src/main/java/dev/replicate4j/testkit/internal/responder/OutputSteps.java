package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.model.OutputShape;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.RunStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits an output into the steps in which its model would make it. */
public final class OutputSteps {

    private OutputSteps() {}

    /** {@return the steps that make a whole output, as a handler returned it} */
    public static List<RunStep> whole(RunSpec spec, @Nullable Object output) {
        OutputShape shape = spec.version().shape();
        Object encoded = new OutputEncoder(spec.version()).encode(output);
        List<RunStep> steps = new ArrayList<>();
        if (encoded instanceof String text && shape.concatenates()) {
            TextGenerator.pieces(text).forEach(piece -> steps.add(new RunStep.Piece(piece)));
        } else if (encoded instanceof List<?> items && shape.grows()) {
            items.forEach(item -> steps.add(new RunStep.Piece(item)));
        } else {
            steps.add(new RunStep.Whole(encoded));
        }
        return steps;
    }

    /** {@return the steps that make an output piece by piece} */
    public static List<RunStep> pieces(RunSpec spec, List<?> pieces) {
        OutputEncoder encoder = new OutputEncoder(spec.version());
        List<RunStep> steps = new ArrayList<>();
        pieces.forEach(piece -> steps.add(new RunStep.Piece(encoder.encode(piece))));
        return steps;
    }
}
