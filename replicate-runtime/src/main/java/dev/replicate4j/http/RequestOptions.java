package dev.replicate4j.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Options of single requests. Immutable; each method returns a changed copy. Every resource takes them:
 *
 * <pre>{@code
 * Model model = replicate.models()
 *         .with(o -> o.requestTimeout(Duration.ofSeconds(5)).onReply(reply -> log(reply.status())))
 *         .get("acme/lamp");
 * }</pre>
 */
public final class RequestOptions {

    /** The options of the client. */
    public static final RequestOptions DEFAULT = new RequestOptions(null, Map.of(), reply -> {});

    private final @Nullable Duration requestTimeout;
    private final Map<String, String> headers;
    private final Consumer<Reply> onReply;

    private RequestOptions(@Nullable Duration requestTimeout, Map<String, String> headers, Consumer<Reply> onReply) {
        this.requestTimeout = requestTimeout;
        this.headers = headers;
        this.onReply = onReply;
    }

    /**
     * Limits how long each attempt to send a request may take. Retries, and waiting for the end of a run, take longer: see
     * the retry policy, and {@code await(id, timeout)} of predictions and trainings.
     *
     * @param timeout from sending to the end of the reply, above zero; the default is the client's
     * @throws IllegalArgumentException if zero or negative
     */
    public RequestOptions requestTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("requestTimeout must be above zero, but is " + timeout + ".");
        }
        return new RequestOptions(timeout, headers, onReply);
    }

    /**
     * Sets a header.
     *
     * @param name its name; replaces one that the client would send
     * @param value its value
     */
    public RequestOptions header(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.keySet().removeIf(name::equalsIgnoreCase);
        changed.put(name, value);
        return new RequestOptions(requestTimeout, Map.copyOf(changed), onReply);
    }

    /**
     * Adds a consumer of the replies as they came, before they are decoded: status, headers and body.
     *
     * @param consumer gets the replies with a status below 300; those above are in the exception. Called on a thread of the
     *     client, before the result is there. What it throws, the request throws
     */
    public RequestOptions onReply(Consumer<Reply> consumer) {
        return new RequestOptions(requestTimeout, headers, onReply.andThen(consumer));
    }

    /** {@return the limit of an attempt; empty for the client's} */
    public Optional<Duration> requestTimeout() {
        return Optional.ofNullable(requestTimeout);
    }

    /** {@return the headers that are set; may hold secrets} */
    public Map<String, String> headers() {
        return headers;
    }

    /** {@return what gets the replies} */
    public Consumer<Reply> onReply() {
        return onReply;
    }

    /** Returns the timeout and the names of the headers. */
    @Override
    public String toString() {
        return "RequestOptions[requestTimeout=" + (requestTimeout == null ? "default" : requestTimeout) + ", headers="
                + headers.keySet() + "]";
    }
}
