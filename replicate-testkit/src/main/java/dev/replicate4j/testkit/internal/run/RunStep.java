package dev.replicate4j.testkit.internal.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One thing that happens while a model runs. */
public sealed interface RunStep {

    /** A piece is added to an output that grows. */
    record Piece(@Nullable Object value) implements RunStep {}

    /** The output appears as a whole. */
    record Whole(@Nullable Object value) implements RunStep {}

    /** A line is added to the logs. */
    record Log(String line) implements RunStep {}

    /** A measure is taken; it shows in the metrics once the run has ended. */
    record Metric(String name, Object value) implements RunStep {}

    /** Time passes. */
    record Pause(Duration duration) implements RunStep {}
}
