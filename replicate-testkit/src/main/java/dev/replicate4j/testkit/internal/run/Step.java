package dev.replicate4j.testkit.internal.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One thing that happens while a model runs. */
public sealed interface Step {

    /** A piece is added to an output that grows. */
    record Piece(@Nullable Object value) implements Step {}

    /** The output appears as a whole. */
    record Whole(@Nullable Object value) implements Step {}

    /** A line is added to the logs. */
    record Log(String line) implements Step {}

    /** A measure is taken; it shows in the metrics once the run has ended. */
    record Metric(String name, Object value) implements Step {}

    /** Time passes. */
    record Pause(Duration duration) implements Step {}
}
