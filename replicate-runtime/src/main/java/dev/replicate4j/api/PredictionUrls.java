package dev.replicate4j.api;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses of a prediction or training. Its text shows their names only, as the stream's is a secret. */
public final class PredictionUrls extends ApiObject {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public PredictionUrls(Map<String, ? extends @Nullable Object> json) {
        super(json);
    }

    /** {@return the address that answers with the current state} */
    public Optional<URI> get() {
        return uri("get");
    }

    /** {@return the address that a cancellation is posted to} */
    public Optional<URI> cancel() {
        return uri("cancel");
    }

    /** {@return the address of the event stream, which needs no token; present if the model can stream} */
    public Optional<URI> stream() {
        return uri("stream");
    }

    /** {@return the page to show in a browser} */
    public Optional<URI> web() {
        return uri("web");
    }
}
