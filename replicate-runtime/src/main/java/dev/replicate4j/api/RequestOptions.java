package dev.replicate4j.api;

import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.http.RequestSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to some requests. Immutable; each method returns changed options. Every resource takes them:
 *
 * <pre>{@code
 * Model model = replicate.models()
 *         .with(options -> options.timeout(Duration.ofSeconds(5)).onReply(reply -> log(reply.status())))
 *         .get("acme/lamp");
 * }</pre>
 */
public final class RequestOptions {

    static final RequestOptions NONE = new RequestOptions(null, Map.of(), reply -> {});

    private final @Nullable Duration timeout;
    private final Map<String, String> headers;
    private final Consumer<Reply> reply;

    private RequestOptions(@Nullable Duration timeout, Map<String, String> headers, Consumer<Reply> reply) {
        this.timeout = timeout;
        this.headers = headers;
        this.reply = reply;
    }

    /**
     * Bounds each attempt to send a request.
     *
     * @param timeout from sending to the end of the reply; the default is the client's
     * @return changed options
     */
    public RequestOptions timeout(Duration timeout) {
        return new RequestOptions(timeout, headers, reply);
    }

    /**
     * Adds a header.
     *
     * @param name its name; replaces one that the client would send
     * @param value its value
     * @return changed options
     */
    public RequestOptions header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RequestOptions(timeout, Map.copyOf(more), reply);
    }

    /**
     * Shows each reply as it came, before it is decoded: status, headers and body.
     *
     * @param consumer gets the replies with a status below 300; those above are in the exception. Called on a thread of the
     *     client, before the result is there. What it throws, the request throws
     * @return changed options
     */
    public RequestOptions onReply(Consumer<Reply> consumer) {
        return new RequestOptions(timeout, headers, reply.andThen(consumer));
    }

    Consumer<Reply> reply() {
        return reply;
    }

    RequestSpec applyTo(RequestSpec call) {
        RequestSpec changed = timeout == null ? call : call.withTimeout(timeout);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            changed = changed.withHeader(header.getKey(), header.getValue());
        }
        return changed;
    }
}
