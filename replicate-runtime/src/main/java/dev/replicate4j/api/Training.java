package dev.replicate4j.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run that makes a new version of a model, as it was when the API answered. */
public final class Training extends RunState {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public Training(Map<String, ? extends @Nullable Object> json) {
        super(json);
    }

    /** {@return the new version and its weights; empty until the training has succeeded} */
    public Optional<Output> output() {
        return object("output", Output::new);
    }

    /** What a training has made. */
    public static final class Output extends ApiObject {

        private static final long serialVersionUID = 1L;

        /** Copies a JSON object of the API. */
        public Output(Map<String, ? extends @Nullable Object> json) {
            super(json, "version");
        }

        /** {@return the new version, {@code owner/name:id}} */
        public Optional<String> version() {
            return text("version");
        }

        /** {@return the URL of the trained weights; empty where the API sends something else, which {@link #json} has} */
        public Optional<URI> weights() {
            return text("weights").flatMap(Output::url);
        }

        private static Optional<URI> url(String text) {
            try {
                return Optional.of(new URI(text)).filter(URI::isAbsolute);
            } catch (URISyntaxException e) {
                return Optional.empty(); // trainers put any text here
            }
        }
    }
}
