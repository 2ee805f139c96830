package dev.replicate4j.spring.boot.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How observations of requests are called, and which keys they have. A bean of this type takes the place of
 * {@link DefaultReplicateRequestConvention}.
 */
public interface ReplicateRequestConvention extends ObservationConvention<ReplicateRequestContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof ReplicateRequestContext;
    }
}
