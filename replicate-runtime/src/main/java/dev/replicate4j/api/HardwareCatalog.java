package dev.replicate4j.api;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The hardware that models and deployments can run on: {@code /hardware}. */
public final class HardwareCatalog extends Resource<HardwareCatalog> {

    private static final TypedCall<List<Hardware>> LIST = new TypedCall<>(
            RequestSpec.get("hardware.list", "hardware"), reply -> JsonValues.objects(reply.array(), Hardware::new));

    /** Made by {@code Replicate}; the endpoint sends the requests. */
    @SuppressWarnings("exports") // a type of this module, so that only this module can call it
    public HardwareCatalog(Endpoint endpoint) {
        super(endpoint, HardwareCatalog::new);
    }

    /** {@return all kinds of hardware} */
    public List<Hardware> list() {
        return endpoint.now(LIST);
    }

    /** {@return what {@link #list} returns, without blocking} */
    public CompletableFuture<List<Hardware>> listAsync() {
        return endpoint.later(LIST);
    }
}
