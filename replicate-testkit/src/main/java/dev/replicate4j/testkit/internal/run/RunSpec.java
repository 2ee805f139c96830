package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.model.SimulatedVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The specification of a run.
 *
 * @param kind prediction or training
 * @param model the model
 * @param version the version that runs
 * @param input the input as sent
 * @param deployment the deployment it was sent to; null where none
 * @param destination the model that a training makes a version of; null for predictions
 * @param lifetime from {@code Cancel-After}; null where not given
 * @param webhook where to report; null where not wanted
 * @param events which reports are wanted; null where not said
 * @param stream the deprecated {@code stream}; null where not given
 */
public record RunSpec(
        Kind kind,
        SimulatedModel model,
        SimulatedVersion version,
        Map<String, @Nullable Object> input,
        @Nullable String deployment,
        @Nullable String destination,
        @Nullable Duration lifetime,
        @Nullable String webhook,
        @Nullable List<String> events,
        @Nullable Boolean stream) {

    /** What can be run. */
    public enum Kind {
        /** A model is called. */
        PREDICTION,
        /** A version is made. */
        TRAINING
    }
}
