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
public record Script(List<Step> steps, Ending ending) {

    /** Copies the steps. */
    public Script {
        steps = List.copyOf(steps);
    }

    /** A course that succeeds with the given steps. */
    public static Script of(List<Step> steps) {
        return new Script(steps, new Ending.Succeeded());
    }

    /** A course that fails. */
    public static Script failing(String error) {
        return new Script(List.of(), new Ending.Failed(error));
    }

    /** Returns the course with so much time spread evenly over its outputs, before each; at the end if it has none. */
    public Script lasting(Duration running) {
        if (running.isZero()) {
            return this;
        }
        long outputs = steps.stream().filter(Script::isOutput).count();
        Duration left = running;
        List<Step> paced = new ArrayList<>();
        for (Step step : steps) {
            if (isOutput(step)) {
                Duration share = left.dividedBy(outputs--);
                left = left.minus(share);
                paced.add(new Step.Pause(share));
            }
            paced.add(step);
        }
        paced.add(new Step.Pause(left));
        return new Script(paced, ending);
    }

    private static boolean isOutput(Step step) {
        return step instanceof Step.Piece || step instanceof Step.Whole;
    }
}
