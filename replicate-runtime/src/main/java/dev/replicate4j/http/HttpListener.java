package dev.replicate4j.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every request that a client sends. A bridge to metrics or tracing implements it: one {@link Exchange} is one
 * attempt, and each that {@link #sent} announces ends in exactly one of {@link #received} and {@link #failed}.
 *
 * <p>No event holds a token, a header, a query or a body. The methods are called on the client's own threads and must
 * return quickly; what they throw is logged and goes no further.
 *
 * <pre>{@code
 * HttpListener timing = new HttpListener() {
 *     public void received(Exchange exchange, int status, Duration took) {
 *         timer(exchange.operation(), status).record(took);
 *     }
 * };
 * }</pre>
 */
public interface HttpListener {

    /**
     * Captures what the requests of the calling thread belong to, such as its trace. Called on the thread that makes a
     * request, before the first attempt; not for requests of a call whose {@code RunListener.starting} has returned something.
     *
     * @return the context of all attempts, see {@link Exchange#context}; null, the default, for none
     */
    default @Nullable Object context() {
        return null;
    }

    /**
     * A request is about to be sent.
     *
     * @param exchange the attempt
     */
    default void sent(Exchange exchange) {}

    /**
     * Returns headers to add to a request, to pass a trace on, for example {@code traceparent}. Asked after {@link #sent}, for each redirect again.
     *
     * @param exchange the attempt
     * @return headers by name; none by default
     */
    default Map<String, String> headers(Exchange exchange) {
        return Map.of();
    }

    /**
     * A reply has come. For a reply that is read as a stream: its headers have.
     *
     * @param exchange the attempt
     * @param status the HTTP status, whether good or bad
     * @param took time since the request was sent
     */
    default void received(Exchange exchange, int status, Duration took) {}

    /**
     * A request got no reply: the connection failed, time was up, or the caller gave up.
     *
     * @param exchange the attempt
     * @param failure what went wrong
     * @param took time since the request was sent
     */
    default void failed(Exchange exchange, Throwable failure, Duration took) {}

    /**
     * The request will be sent again, as another exchange.
     *
     * @param exchange the attempt that did not succeed
     * @param status what was answered; empty where nothing was
     * @param delay how long the client waits before the next attempt
     */
    default void retrying(Exchange exchange, OptionalInt status, Duration delay) {}

    /**
     * One attempt to send a request.
     *
     * @param id unique in this process
     * @param operation what the request does, for example {@code predictions.create}: few values, fit for a metric's tag
     * @param method the HTTP method
     * @param uri where it goes, without query and fragment, which may hold secrets
     * @param attempt 1 for the first
     * @param context what {@code RunListener.starting} has returned for the call that the request belongs to, else what
     *     {@link #context()} has returned for the request; null where neither has
     */
    record Exchange(
            long id,
            String operation,
            String method,
            URI uri,
            int attempt,
            @Nullable Object context) {}
}
