package dev.replicate4j.api;

import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.http.Call;
import dev.replicate4j.internal.http.Transport;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends the calls of a resource and decodes the replies. */
final class Endpoint {

    private final Transport transport;
    private final RequestOptions options;
    private final boolean published;

    /**
     * Makes an endpoint.
     *
     * @param published whether futures complete where their user may block; false for callers within this library
     */
    Endpoint(Transport transport, RequestOptions options, boolean published) {
        this.transport = transport;
        this.options = options;
        this.published = published;
    }

    Endpoint with(RequestOptions others) {
        return new Endpoint(transport, others, published);
    }

    RequestOptions options() {
        return options;
    }

    Transport transport() {
        return transport;
    }

    /** Sends a call; the result must not be blocked in, see {@link #later}. */
    <T> CompletableFuture<T> send(Call call, Function<Reply, T> decoder) {
        return transport.send(options.applyTo(call)).thenApply(reply -> {
            options.reply().accept(reply);
            return decoder.apply(reply);
        });
    }

    /** Sends a call that is answered with one JSON object. */
    <T> CompletableFuture<T> fetch(Call call, Function<Map<String, @Nullable Object>, T> decoder) {
        return send(call, reply -> decoder.apply(reply.object()));
    }

    /** Sends a call that is answered with a page of JSON objects. */
    <T> CompletableFuture<Page<T>> page(Call call, Function<Map<String, @Nullable Object>, T> decoder) {
        return fetch(call, json -> new Page<>(this, call, json, decoder));
    }

    /** Starts a request on the caller's thread, and waits for its result. */
    <T> T now(Supplier<CompletableFuture<T>> request) {
        return Transport.await(request);
    }

    /** Gives a result to the caller, who may block in what depends on it. */
    <T> CompletableFuture<T> later(CompletableFuture<T> result) {
        return published ? transport.published(result) : result;
    }
}
