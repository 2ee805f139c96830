package dev.replicate4j.spring.boot.observation;

import dev.replicate4j.api.Prediction;
import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a call of a model. */
public final class ReplicateRunContext extends Observation.Context {

    private final String model;
    private volatile @Nullable Prediction prediction;

    ReplicateRunContext(String model) {
        this.model = model;
    }

    /** {@return the model as the call names it} */
    public String model() {
        return model;
    }

    /** {@return the prediction as it was last seen; empty until the call has ended, and where there is none} */
    public Optional<Prediction> prediction() {
        return Optional.ofNullable(prediction);
    }

    void ended(@Nullable Prediction last) {
        prediction = last;
    }
}
