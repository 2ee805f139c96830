package dev.replicate4j.internal.call;

import dev.replicate4j.api.PredictionRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a prediction is created. */
public sealed interface PredictionTarget {

    /** Returns an empty request to this target. */
    PredictionRequest request();

    /** An official model, run by name. */
    record OfficialModel(String name) implements PredictionTarget {
        @Override
        public PredictionRequest request() {
            return PredictionRequest.model(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A version; the model's name is null where only the version's id is known. */
    record PinnedVersion(@Nullable String model, String id) implements PredictionTarget {
        @Override
        public PredictionRequest request() {
            return PredictionRequest.version(id);
        }

        @Override
        public String toString() {
            return Optional.ofNullable(model).map(name -> name + ":").orElse("") + id;
        }
    }

    /** What a deployment runs. */
    record DeployedModel(String name) implements PredictionTarget {
        @Override
        public PredictionRequest request() {
            return PredictionRequest.deployment(name);
        }

        @Override
        public String toString() {
            return "deployment " + name;
        }
    }
}
