package dev.replicate4j.internal.http;

import dev.replicate4j.http.Reply;
import dev.replicate4j.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends the calls of the API's resources and decodes the replies. Immutable. */
public final class Endpoint {

    private final Transport transport;
    private final RequestOptions options;
    private final InputEncoder encoder;
    private final boolean published;
    private final @Nullable Object context;

    private Endpoint(
            Transport transport,
            RequestOptions options,
            InputEncoder encoder,
            boolean published,
            @Nullable Object context) {
        this.transport = transport;
        this.options = options;
        this.encoder = encoder;
        this.published = published;
        this.context = context;
    }

    /** Makes an endpoint for users: what depends on its futures may block. */
    public static Endpoint of(Transport transport, InputEncoder encoder) {
        return new Endpoint(transport, RequestOptions.DEFAULT, encoder, true, null);
    }

    /** Makes an endpoint for this module: its futures complete on the transport's threads, which must not be blocked. */
    public static Endpoint direct(Transport transport) {
        return new Endpoint(transport, RequestOptions.DEFAULT, CompletableFuture::completedFuture, false, null);
    }

    /** Returns the same for the requests of a call, by what listeners know it; null for none. */
    public Endpoint withContext(@Nullable Object context) {
        return new Endpoint(transport, options, encoder, published, context);
    }

    /** Returns the same with other options. */
    public Endpoint with(UnaryOperator<RequestOptions> change) {
        return new Endpoint(transport, change.apply(options), encoder, published, context);
    }

    /** Encodes the inputs of a model, files among them. */
    public CompletableFuture<Map<String, @Nullable Object>> encoded(Map<String, @Nullable Object> input) {
        return encoder.encode(input);
    }

    /** Returns what sends the calls. */
    public Transport transport() {
        return transport;
    }

    /** Sends a call from the caller's thread, and waits for its result. */
    public <T extends @Nullable Object> T now(TypedCall<T> call) {
        return Futures.join(send(call, true));
    }

    /** Sends a call; the caller may block in what depends on its result. */
    public <T extends @Nullable Object> CompletableFuture<T> later(TypedCall<T> call) {
        return later(send(call));
    }

    /** Starts requests, and waits for their result. */
    public <T extends @Nullable Object> T now(Supplier<CompletableFuture<T>> requests) {
        return Futures.join(requests.get());
    }

    /** Gives a result to the caller, who may block in what depends on it. */
    public <T extends @Nullable Object> CompletableFuture<T> later(CompletableFuture<T> result) {
        return published ? transport.published(result) : result;
    }

    /** Sends a call; the result must not be blocked in, see {@link #later}. */
    public <T extends @Nullable Object> CompletableFuture<T> send(TypedCall<T> call) {
        return send(call, false);
    }

    private <T extends @Nullable Object> CompletableFuture<T> send(TypedCall<T> call, boolean inline) {
        return transport.send(applied(call.call()), inline, SendPermit.ALWAYS).thenApply(reply -> {
            replied(reply);
            return call.decoder().apply(reply);
        });
    }

    /** Tells the user of a reply, as the options ask for. */
    public void replied(Reply reply) {
        options.onReply().accept(reply);
    }

    /** Returns the URL of a call's target. */
    public URI uri(String target) {
        return transport.config().origin().resolve(target);
    }

    /** Returns a call with the options applied. */
    public RequestSpec applied(RequestSpec call) {
        RequestSpec changed = options.requestTimeout().map(call::withTimeout).orElse(call);
        changed = context == null ? changed : changed.withContext(context);
        for (Map.Entry<String, String> header : options.headers().entrySet()) {
            changed = changed.withUserHeader(header.getKey(), header.getValue());
        }
        return changed;
    }
}
