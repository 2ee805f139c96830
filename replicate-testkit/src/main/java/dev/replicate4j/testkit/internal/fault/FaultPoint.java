package dev.replicate4j.testkit.internal.fault;

import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A moment at which something can go wrong.
 *
 * @param origin where the request came to
 * @param method its method; for runs and webhooks {@code POST}
 * @param path its path; for runs the one that created them
 * @param model the model concerned; null where none is
 */
public record FaultPoint(
        ServerOrigin origin,
        String method,
        String path,
        @Nullable String model) {

    /** The moment of a request about a model; null where it is about none. */
    public static FaultPoint of(ServerRequest request, @Nullable String model) {
        return new FaultPoint(request.origin(), request.method(), request.path(), model);
    }

    /** Tells whether the API is asked. */
    public boolean isApi() {
        return origin == ServerOrigin.API;
    }

    /** Tells whether a prediction is to be created. */
    public boolean isCreate() {
        return isApi() && method.equals("POST") && path.endsWith("/predictions");
    }

    /** Tells whether an output file is asked for. */
    public boolean isDownload() {
        return origin == ServerOrigin.DELIVERY && !path.startsWith("/v1/");
    }
}
