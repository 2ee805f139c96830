package dev.replicate4j.api;

import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a prediction or training can be reached.
 *
 * @param json the addresses as received
 */
public record PredictionUrls(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the addresses. */
    public PredictionUrls {
        json = Fields.copy(json);
    }

    /**
     * Returns the address that answers with the current state.
     *
     * @return the field {@code get}
     */
    public Optional<URI> get() {
        return Fields.uri(json, "get");
    }

    /**
     * Returns the address that a cancellation is posted to.
     *
     * @return the field {@code cancel}
     */
    public Optional<URI> cancel() {
        return Fields.uri(json, "cancel");
    }

    /**
     * Returns the address of the event stream. Whoever knows it may read it, without a token.
     *
     * @return the field {@code stream}; present if the model can stream
     */
    public Optional<URI> stream() {
        return Fields.uri(json, "stream");
    }

    /**
     * Returns the page to look at in a browser.
     *
     * @return the field {@code web}
     */
    public Optional<URI> web() {
        return Fields.uri(json, "web");
    }

    /** Returns the names of the addresses; the stream's is a secret. */
    @Override
    public String toString() {
        return "PredictionUrls" + json.keySet();
    }
}
