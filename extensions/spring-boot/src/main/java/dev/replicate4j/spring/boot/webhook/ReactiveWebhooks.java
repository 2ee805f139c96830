package dev.replicate4j.spring.boot.webhook;

import java.util.concurrent.CompletableFuture;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Webhooks by Spring WebFlux; handlers may block. */
final class ReactiveWebhooks {

    private final WebhookReceiver receiver;
    private final int limit;

    private ReactiveWebhooks(WebhookReceiver receiver, int limit) {
        this.receiver = receiver;
        this.limit = limit;
    }

    static RouterFunction<ServerResponse> router(WebhookReceiver receiver, ReplicateWebhookProperties properties) {
        ReactiveWebhooks webhooks = new ReactiveWebhooks(
                receiver, Math.toIntExact(properties.maxBodySize().toBytes()));
        return RouterFunctions.route()
                .POST(properties.path(), webhooks::receive)
                .build();
    }

    private Mono<ServerResponse> receive(ServerRequest request) {
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), limit)
                .map(ReactiveWebhooks::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> handled(request, body))
                .onErrorReturn(DataBufferLimitException.class, WebhookReply.TOO_LARGE)
                .flatMap(reply -> ServerResponse.status(reply.status()).bodyValue(reply.message()));
    }

    /** Not given up with the connection: a handler that has begun goes on to its end, as in a servlet. */
    private Mono<WebhookReply> handled(ServerRequest request, byte[] body) {
        CompletableFuture<WebhookReply> reply = CompletableFuture.supplyAsync(
                () -> receiver.receive(request.headers()::firstHeader, body), Schedulers.boundedElastic()::schedule);
        return Mono.fromFuture(reply, true);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
