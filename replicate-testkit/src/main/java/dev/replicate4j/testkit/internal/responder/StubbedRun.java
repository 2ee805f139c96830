package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.run.RunOutcome;
import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.RunScript;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.RunStep;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run that is determined beforehand.
 *
 * @param queued how long the run waits; null for the server's setting
 * @param running how long the model takes; null for the server's setting
 * @param logs lines that it writes first
 * @param steps makes its output
 * @param ending how it ends
 */
public record StubbedRun(
        @Nullable Duration queued,
        @Nullable Duration running,
        List<String> logs,
        Function<RunSpec, List<RunStep>> steps,
        RunOutcome ending) {

    /** {@return the steps that make a whole output} */
    public static Function<RunSpec, List<RunStep>> whole(@Nullable Object output) {
        return spec -> OutputSteps.whole(spec, output);
    }

    /** {@return the steps that make an output piece by piece} */
    public static Function<RunSpec, List<RunStep>> pieces(List<?> pieces) {
        return spec -> OutputSteps.pieces(spec, pieces);
    }

    /** Runs the started run to its end; a step that cannot be made fails it. */
    public void follow(SimulatedRun run, RunScheduler scheduler, Supplier<Duration> usual) {
        List<RunStep> all = new ArrayList<>();
        logs.forEach(line -> all.add(new RunStep.Log(line)));
        try {
            all.addAll(steps.apply(run.spec()));
        } catch (IllegalArgumentException e) {
            scheduler.end(run, new RunOutcome.Failed(String.valueOf(e.getMessage())));
            return;
        }
        scheduler.follow(run, new RunScript(all, ending).lasting(running == null ? usual.get() : running));
    }
}
