package dev.replicate4j.spring.boot.webhook;

import java.io.IOException;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Webhooks by Spring MVC. */
final class ServletWebhooks {

    private final WebhookReceiver receiver;
    private final int limit;

    private ServletWebhooks(WebhookReceiver receiver, int limit) {
        this.receiver = receiver;
        this.limit = limit;
    }

    static RouterFunction<ServerResponse> router(WebhookReceiver receiver, ReplicateWebhookProperties properties) {
        ServletWebhooks webhooks = new ServletWebhooks(
                receiver, Math.toIntExact(properties.maxBodySize().toBytes()));
        return RouterFunctions.route()
                .POST(properties.path(), webhooks::receive)
                .build();
    }

    private ServerResponse receive(ServerRequest request) throws IOException {
        byte[] body = request.servletRequest().getInputStream().readNBytes(limit);
        boolean whole = request.servletRequest().getInputStream().read() < 0;
        WebhookReply reply = whole ? receiver.receive(request.headers()::firstHeader, body) : WebhookReply.TOO_LARGE;
        return ServerResponse.status(reply.status()).body(reply.message());
    }
}
