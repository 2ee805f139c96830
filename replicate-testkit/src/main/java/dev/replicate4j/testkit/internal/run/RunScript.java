package dev.replicate4j.testkit.internal.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model does once it runs.
 *
 * @param steps what happens, in order
 * @param ending how it ends
 */
public record RunScript(List<RunStep> steps, RunOutcome ending) {

    /** Copies the steps. */
    public RunScript {
        steps = List.copyOf(steps);
    }

    /** A course that succeeds with the given steps. */
    public static RunScript of(List<RunStep> steps) {
        return new RunScript(steps, new RunOutcome.Succeeded());
    }

    /** A course that fails. */
    public static RunScript failing(String error) {
        return new RunScript(List.of(), new RunOutcome.Failed(error));
    }

    /** {@return the course with so much time spread evenly over its outputs, before each; at the end if it has none} */
    public RunScript lasting(Duration running) {
        if (running.isZero()) {
            return this;
        }
        long outputs = steps.stream().filter(RunScript::isOutput).count();
        Duration left = running;
        List<RunStep> paced = new ArrayList<>();
        for (RunStep step : steps) {
            if (isOutput(step)) {
                Duration share = left.dividedBy(outputs--);
                left = left.minus(share);
                paced.add(new RunStep.Pause(share));
            }
            paced.add(step);
        }
        paced.add(new RunStep.Pause(left));
        return new RunScript(paced, ending);
    }

    private static boolean isOutput(RunStep step) {
        return step instanceof RunStep.Piece || step instanceof RunStep.Whole;
    }
}
