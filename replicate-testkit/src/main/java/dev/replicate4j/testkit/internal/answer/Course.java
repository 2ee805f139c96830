package dev.replicate4j.testkit.internal.answer;

import dev.replicate4j.testkit.internal.run.Driver;
import dev.replicate4j.testkit.internal.run.Ending;
import dev.replicate4j.testkit.internal.run.Run;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.Script;
import dev.replicate4j.testkit.internal.run.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is known beforehand.
 *
 * @param queued how long the run waits; null for the server's setting
 * @param running how long the model takes; null for the server's setting
 * @param logs lines that it writes first
 * @param steps makes its output
 * @param ending how it ends
 */
public record Course(
        @Nullable Duration queued,
        @Nullable Duration running,
        List<String> logs,
        Function<RunSpec, List<Step>> steps,
        Ending ending) {

    /** Returns the steps that make a whole output. */
    public static Function<RunSpec, List<Step>> whole(@Nullable Object output) {
        return spec -> Outputs.whole(spec, output);
    }

    /** Returns the steps that make an output piece by piece. */
    public static Function<RunSpec, List<Step>> pieces(List<?> pieces) {
        return spec -> Outputs.pieces(spec, pieces);
    }

    /** Takes a run that has begun to its end; a step that cannot be made fails it. */
    public void follow(Run run, Driver driver, Supplier<Duration> usual) {
        List<Step> all = new ArrayList<>();
        logs.forEach(line -> all.add(new Step.Log(line)));
        try {
            all.addAll(steps.apply(run.spec()));
        } catch (IllegalArgumentException e) {
            driver.end(run, new Ending.Failed(String.valueOf(e.getMessage())));
            return;
        }
        driver.follow(run, new Script(all, ending).lasting(running == null ? usual.get() : running));
    }
}
