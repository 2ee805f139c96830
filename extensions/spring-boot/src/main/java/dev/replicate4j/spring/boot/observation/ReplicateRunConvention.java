package dev.replicate4j.spring.boot.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How observations of runs are called, and which keys they have. A bean of this type takes the place of
 * {@link DefaultReplicateRunConvention}.
 */
public interface ReplicateRunConvention extends ObservationConvention<ReplicateRunContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof ReplicateRunContext;
    }
}
