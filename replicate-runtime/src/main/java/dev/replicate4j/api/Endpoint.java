package dev.replicate4j.api;

import com.github.mizosoft.methanol.MoreBodySubscribers;
import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    <T extends @Nullable Object> CompletableFuture<T> send(RequestSpec call, Function<Reply, T> decoder) {
        return transport.send(options.applyTo(call)).thenApply(reply -> {
            options.reply().accept(reply);
            return decoder.apply(reply);
        });
    }

    /** Sends a call that is answered with one JSON object. */
    <T> CompletableFuture<T> fetch(RequestSpec call, Function<Map<String, @Nullable Object>, T> decoder) {
        return send(call, reply -> decoder.apply(reply.object()));
    }

    /** Sends a call whose answer holds nothing. */
    CompletableFuture<@Nullable Void> done(RequestSpec call) {
        return this.<@Nullable Void>send(call, reply -> null);
    }

    /** Sends a call that is answered with a page of JSON objects. */
    <T> CompletableFuture<Page<T>> page(RequestSpec call, Function<Map<String, @Nullable Object>, T> decoder) {
        return fetch(call, json -> new Page<>(this, call, json, decoder));
    }

    /** Stores the body of a reply in a file: as a whole, or not at all. */
    CompletableFuture<Path> download(RequestSpec call, Path target) {
        RequestSpec sent = options.applyTo(call);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        return transport
                .open(sent, info -> info.statusCode() == 200 ? intoFile(part) : BodySubscribers.ofByteArray())
                .thenApply(response -> {
                    Reply reply =
                            new Reply(sent.toString(), response.statusCode(), response.headers(), response.body());
                    if (reply.status() != 200) {
                        throw transport.refusal(reply);
                    }
                    options.reply().accept(reply);
                    return moved(part, target);
                })
                .whenComplete((done, failure) -> remove(part));
    }

    /** What is left of a download that failed. */
    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't remove what is left of a download: " + part, e);
        }
    }

    private BodySubscriber<byte[]> intoFile(Path part) {
        BodySubscriber<Path> file = BodySubscribers.ofFile(part);
        return BodySubscribers.mapping(
                MoreBodySubscribers.withReadTimeout(file, transport.config().timeout()), path -> new byte[0]);
    }

    private static Path moved(Path part, Path target) {
        try {
            return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't put the download in its place: " + target, e);
        }
    }

    URI uri(String target) {
        return transport.config().origin().resolve(target);
    }

    /** Starts a request on the caller's thread, and waits for its result. */
    <T extends @Nullable Object> T now(Supplier<CompletableFuture<T>> request) {
        return Transport.await(request);
    }

    /** Gives a result to the caller, who may block in what depends on it. */
    <T extends @Nullable Object> CompletableFuture<T> later(CompletableFuture<T> result) {
        return published ? transport.published(result) : result;
    }
}
