package dev.replicate4j.spring.boot.observation;

import dev.replicate4j.spring.boot.observation.ReplicateObservationDocumentation.RequestHighCardinalityKeys;
import dev.replicate4j.spring.boot.observation.ReplicateObservationDocumentation.RequestLowCardinalityKeys;
import io.micrometer.common.KeyValues;

/** The convention of requests by default: {@link ReplicateObservationDocumentation#REQUEST}. */
public class DefaultReplicateRequestConvention implements ReplicateRequestConvention {

    /** Makes the convention. */
    public DefaultReplicateRequestConvention() {}

    @Override
    public String getName() {
        return "replicate.request";
    }

    @Override
    public String getContextualName(ReplicateRequestContext context) {
        return "replicate " + context.exchange().operation();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(ReplicateRequestContext context) {
        String status = context.status().isPresent() ? "" + context.status().getAsInt() : "none";
        return KeyValues.of(
                RequestLowCardinalityKeys.OPERATION.withValue(context.exchange().operation()),
                RequestLowCardinalityKeys.METHOD.withValue(context.exchange().method()),
                RequestLowCardinalityKeys.STATUS_CODE.withValue(status));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(ReplicateRequestContext context) {
        return KeyValues.of(
                RequestHighCardinalityKeys.URL.withValue(
                        context.exchange().uri().toString()),
                RequestHighCardinalityKeys.ATTEMPT.withValue(
                        "" + context.exchange().attempt()));
    }
}
