package dev.replicate4j.spring.boot.observation;

import dev.replicate4j.RunListener;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.spring.boot.observation.ReplicateObservationDocumentation.RunLowCardinalityKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Records how long models have run, as Replicate has measured and bills it. */
final class PredictTimeRecorder implements RunListener {

    static final String NAME = "replicate.predict.time";

    private final MeterRegistry meters;

    PredictTimeRecorder(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void changed(Prediction prediction) {
        if (prediction.status().isTerminal()) {
            prediction
                    .metrics()
                    .predictTime()
                    .ifPresent(time -> Timer.builder(NAME)
                            .description("How long models have run, as Replicate has measured it")
                            .tag(
                                    RunLowCardinalityKeys.MODEL.asString(),
                                    prediction.model().orElse("unknown"))
                            .tag(
                                    RunLowCardinalityKeys.STATUS.asString(),
                                    prediction.status().value())
                            .register(meters)
                            .record(time));
        }
    }
}
