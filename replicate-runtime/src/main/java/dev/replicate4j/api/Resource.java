package dev.replicate4j.api;

import dev.replicate4j.http.RequestOptions;
import dev.replicate4j.internal.http.Endpoint;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A part of the API. */
abstract class Resource<R> {

    final Endpoint endpoint;
    private final Function<Endpoint, R> constructor;

    Resource(Endpoint endpoint, Function<Endpoint, R> constructor) {
        this.endpoint = endpoint;
        this.constructor = constructor;
    }

    /**
     * {@return the same resource with options for its requests}
     *
     * @param options changes the options
     */
    public final R with(UnaryOperator<RequestOptions> options) {
        return constructor.apply(endpoint.with(options));
    }
}
