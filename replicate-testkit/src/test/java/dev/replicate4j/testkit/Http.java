package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Bare requests to a server: nothing between the test and the wire. */
final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String baseUrl;

    Http(ReplicateServer server) {
        this.baseUrl = server.baseUrl();
    }

    Answer get(String path, String... headers) {
        return send(request("GET", path, null, headers));
    }

    Answer delete(String path) {
        return send(request("DELETE", path, null));
    }

    Answer post(String path, @Nullable String body, String... headers) {
        return send(request("POST", path, body, headers));
    }

    Answer patch(String path, String body) {
        return send(request("PATCH", path, body));
    }

    CompletableFuture<Answer> getLater(String path) {
        return CLIENT.sendAsync(request("GET", path, null), BodyHandlers.ofByteArray())
                .thenApply(Answer::new);
    }

    CompletableFuture<Answer> postLater(String path, String body, String... headers) {
        return CLIENT.sendAsync(request("POST", path, body, headers), BodyHandlers.ofByteArray())
                .thenApply(Answer::new);
    }

    HttpRequest request(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(path.startsWith("http") ? path : baseUrl + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.setHeader("Authorization", "Bearer test-token");
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(CLIENT.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        Map<String, @Nullable Object> json() {
            return ServerJson.asObject(ServerJson.parse(response.body()));
        }

        /** A member by its path: {@code urls.get}. */
        @Nullable Object at(String path) {
            Object value = ServerJson.parse(response.body());
            for (String name : path.split("\\.")) {
                value = name.matches("\\d+")
                        ? ServerJson.asList(value).get(Integer.parseInt(name))
                        : ServerJson.asObject(value).get(name);
            }
            return value;
        }

        List<@Nullable Object> list(String path) {
            return ServerJson.asList(at(path));
        }

        String textAt(String path) {
            return String.valueOf(at(path));
        }
    }
}
