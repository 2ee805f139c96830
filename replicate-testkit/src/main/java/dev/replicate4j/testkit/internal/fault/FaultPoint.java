package dev.replicate4j.testkit.internal.fault;

import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A point at which a fault can happen.
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

    /** Creates the point of a request about a model; null if it is about none. */
    public static FaultPoint of(ServerRequest request, @Nullable String model) {
        return new FaultPoint(request.origin(), request.method(), request.path(), model);
    }

    /** {@return whether it is a request to the API} */
    public boolean isApi() {
        return origin == ServerOrigin.API;
    }

    /** {@return whether it is a request to create a prediction} */
    public boolean isCreate() {
        return isApi() && method.equals("POST") && path.endsWith("/predictions");
    }

    /** {@return whether it is a download of an output file} */
    public boolean isDownload() {
        return origin == ServerOrigin.DELIVERY && !path.startsWith("/v1/");
    }
}
