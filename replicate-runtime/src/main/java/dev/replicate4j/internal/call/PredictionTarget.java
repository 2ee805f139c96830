package dev.replicate4j.internal.call;

import dev.replicate4j.internal.http.ApiOrigin;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a prediction is created. */
public sealed interface PredictionTarget {

    /** {@return the path of the request, already encoded} */
    String path();

    /** {@return what the body of the request holds besides the input} */
    default Map<String, String> fields() {
        return Map.of();
    }

    /** An official model, run by name. */
    record OfficialModel(String name, String path) implements PredictionTarget {

        public OfficialModel(String name) {
            this(name, nested("models", name));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A version; the model's name is null where only the version's id is known. */
    record PinnedVersion(@Nullable String model, String id) implements PredictionTarget {
        @Override
        public String path() {
            return "predictions";
        }

        @Override
        public Map<String, String> fields() {
            return Map.of("version", id);
        }

        @Override
        public String toString() {
            return Optional.ofNullable(model).map(name -> name + ":").orElse("") + id;
        }
    }

    /** What a deployment runs. */
    record DeployedModel(String name, String path) implements PredictionTarget {

        public DeployedModel(String name) {
            this(name, nested("deployments", name));
        }

        @Override
        public String toString() {
            return "deployment " + name;
        }
    }

    private static String nested(String collection, String ownerAndName) {
        int slash = ownerAndName.indexOf('/');
        return ApiOrigin.path(
                collection, ownerAndName.substring(0, slash), ownerAndName.substring(slash + 1), "predictions");
    }
}
