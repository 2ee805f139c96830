package dev.replicate4j.testkit.internal.run;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The course of one run.
 *
 * @param queued how long it stays {@code starting}; null for the server's setting
 * @param steps what happens once it is {@code processing}
 * @param ending how it ends
 */
public record Script(@Nullable Duration queued, List<Step> steps, Ending ending) {

    /** Copies the steps. */
    public Script {
        steps = List.copyOf(steps);
    }

    /** A course that succeeds with the given steps. */
    public static Script of(List<Step> steps) {
        return new Script(null, steps, new Ending.Succeeded());
    }

    /** A course that fails. */
    public static Script failing(String error) {
        return new Script(null, List.of(), new Ending.Failed(error));
    }
}
