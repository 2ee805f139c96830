package dev.replicate4j.spring.boot.observation;

import dev.replicate4j.http.HttpListener.Exchange;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.RequestReplySenderContext;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is known of one attempt to send a request. Its carrier are the headers that pass the trace on. */
public final class ReplicateRequestContext extends RequestReplySenderContext<Map<String, String>, Integer> {

    private final Exchange exchange;

    ReplicateRequestContext(Exchange exchange) {
        super(ReplicateRequestContext::put, Kind.CLIENT);
        this.exchange = exchange;
        setCarrier(new ConcurrentHashMap<>());
        setRemoteServiceName("replicate");
    }

    private static void put(@Nullable Map<String, String> headers, String name, String value) {
        if (headers != null) {
            headers.put(name, value);
        }
    }

    /** {@return the attempt} */
    public Exchange exchange() {
        return exchange;
    }

    /** {@return the HTTP status; empty until there is one} */
    public OptionalInt status() {
        Integer status = getResponse();
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
