package dev.replicate4j.spring.boot.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations, and the keys that they have by default. Names that begin with {@code gen_ai} are those of OpenTelemetry's
 * conventions for generative AI, which are still in development; here they are plain texts.
 */
public enum ReplicateObservationDocumentation implements ObservationDocumentation {
    /** A call of a model, from the thread that makes it to its output; one of {@code create} until the prediction exists. */
    RUN {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultReplicateRunConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return RunLowCardinalityKeys.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return RunHighCardinalityKeys.values();
        }
    },

    /** One attempt to send a request, to the API or for a file. */
    REQUEST {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultReplicateRequestConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return RequestLowCardinalityKeys.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return RequestHighCardinalityKeys.values();
        }
    };

    /** Keys of a run that have few values. */
    public enum RunLowCardinalityKeys implements KeyName {
        /** Always {@code replicate}. */
        PROVIDER("gen_ai.provider.name"),
        /** The model as the call names it: {@code owner/name}. */
        MODEL("gen_ai.request.model"),
        /** The prediction's status as it was last seen, such as {@code succeeded}; {@code none} where there is no prediction. */
        STATUS("replicate.status");

        private final String key;

        RunLowCardinalityKeys(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** Keys of a run that have many values. */
    public enum RunHighCardinalityKeys implements KeyName {
        /** The prediction's id; absent where there is no prediction. */
        ID("gen_ai.response.id");

        private final String key;

        RunHighCardinalityKeys(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** Keys of a request that have few values. */
    public enum RequestLowCardinalityKeys implements KeyName {
        /** What the request does, such as {@code predictions.create}. */
        OPERATION("replicate.operation"),
        /** The HTTP method. */
        METHOD("http.request.method"),
        /** The HTTP status; {@code none} where there was no reply. */
        STATUS_CODE("http.response.status_code");

        private final String key;

        RequestLowCardinalityKeys(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** Keys of a request that have many values. */
    public enum RequestHighCardinalityKeys implements KeyName {
        /** The URL, without its query, which may hold secrets. */
        URL("url.full"),
        /** Which attempt it is: 1 for the first. */
        ATTEMPT("replicate.attempt");

        private final String key;

        RequestHighCardinalityKeys(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
