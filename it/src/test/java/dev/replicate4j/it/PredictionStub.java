package dev.replicate4j.it;

import com.sun.net.httpserver.HttpExchange;
import dev.replicate4j.testsupport.LoopbackServer;
import dev.replicate4j.testsupport.LoopbackServer.ReceivedRequest;
import java.io.IOException;

/** A server on which every prediction has the same state. */
final class PredictionStub implements AutoCloseable {

    private static final String CREATE = "POST /v1/models/black-forest-labs/flux-dev/predictions";

    private final LoopbackServer server;

    private PredictionStub(String state) {
        String prediction =
                "{\"id\":\"p1\",\"model\":\"black-forest-labs/flux-dev\",\"version\":\"hidden\",\"input\":{},"
                        + "\"logs\":\"\",\"error\":null,\"created_at\":\"2026-01-01T00:00:00Z\",\"urls\":{},\"data_removed\":false,"
                        + state + "}";
        server = LoopbackServer.start().otherwise(exchange -> answer(exchange, prediction));
    }

    /** Every prediction has succeeded when it is created. */
    static PredictionStub finished() {
        return new PredictionStub("\"status\":\"succeeded\",\"output\":[\"https://replicate.delivery/out-0.png\"]");
    }

    /** No prediction ever begins to run. */
    static PredictionStub starting() {
        return new PredictionStub("\"status\":\"starting\"");
    }

    private static void answer(HttpExchange exchange, String prediction) throws IOException {
        LoopbackServer.json(exchange.getRequestMethod().equals("POST") ? 201 : 200, prediction)
                .to(exchange);
    }

    String apiUrl() {
        return server.baseUrl();
    }

    int requests() {
        return server.requests().size();
    }

    int connections() {
        return (int) server.requests().stream()
                .map(ReceivedRequest::client)
                .distinct()
                .count();
    }

    /** Waits until that many predictions were created. */
    void awaitCreated(int count) {
        server.await(CREATE, count);
    }

    @Override
    public void close() {
        server.close();
    }
}
