package dev.replicate4j.it;

import dev.replicate4j.testsupport.LoopbackServer;
import dev.replicate4j.testsupport.LoopbackServer.ReceivedRequest;
import java.util.Locale;
import java.util.Set;

/** Answers with recorded responses, one after the other. */
final class ReplayServer implements AutoCloseable {

    /** Headers about how a body was sent, which is not how it is sent now. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("content-length", "content-encoding", "transfer-encoding", "connection", "date");

    private final LoopbackServer server =
            LoopbackServer.start().otherwise(LoopbackServer.json(599, "\"more requests than recorded\""));

    String baseUrl() {
        return server.baseUrl();
    }

    void then(Recording.Response response) {
        server.then(exchange -> {
            response.headers().forEach((name, value) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().set(name, value);
                }
            });
            int length = response.body().length;
            exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
            exchange.getResponseBody().write(response.body());
        });
    }

    /** {@return the last request} */
    ReceivedRequest last() {
        return server.last();
    }

    @Override
    public void close() {
        server.close();
    }
}
