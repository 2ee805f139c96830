package dev.replicate4j.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a program does that has the JDK and nothing else: the limit that the client is held against. */
public final class Bare {
    private static final String INPUT = "{\"input\":{\"prompt\":\"a cat wearing an amusing hat\",\"seed\":42}}";

    private final HttpClient client = HttpClient.newHttpClient();

    /** Makes a prediction with one POST and returns the reply's text. */
    public String create(URI predictions) throws IOException, InterruptedException {
        HttpResponse<String> reply = client.send(request(predictions), HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 201) {
            throw new IOException("status " + reply.statusCode() + ": " + reply.body());
        }
        return reply.body();
    }

    private static HttpRequest request(URI predictions) {
        return HttpRequest.newBuilder(predictions)
                .header("Authorization", "Bearer test-token")
                .header("Content-Type", "application/json")
                .header("Prefer", "wait")
                .POST(HttpRequest.BodyPublishers.ofString(INPUT))
                .build();
    }

    HttpClient client() {
        return client;
    }
}
