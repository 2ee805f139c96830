package dev.replicate4j.spring.boot.observation;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.spring.boot.observation.ReplicateObservationDocumentation.RunHighCardinalityKeys;
import dev.replicate4j.spring.boot.observation.ReplicateObservationDocumentation.RunLowCardinalityKeys;
import io.micrometer.common.KeyValues;

/** The convention of runs by default: {@link ReplicateObservationDocumentation#RUN}. */
public class DefaultReplicateRunConvention implements ReplicateRunConvention {

    /** Makes the convention. */
    public DefaultReplicateRunConvention() {}

    @Override
    public String getName() {
        return "replicate.run";
    }

    @Override
    public String getContextualName(ReplicateRunContext context) {
        return "run " + context.model();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(ReplicateRunContext context) {
        String status =
                context.prediction().map(known -> known.status().value()).orElse("none");
        return KeyValues.of(
                RunLowCardinalityKeys.PROVIDER.withValue("replicate"),
                RunLowCardinalityKeys.MODEL.withValue(context.model()),
                RunLowCardinalityKeys.STATUS.withValue(status));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(ReplicateRunContext context) {
        return context.prediction()
                .map(Prediction::id)
                .map(id -> KeyValues.of(RunHighCardinalityKeys.ID.withValue(id)))
                .orElse(KeyValues.empty());
    }
}
