package dev.replicate4j.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What a program does that has the JDK and nothing else: the limit that the client is held against. */
public final class Bare {
    private static final String INPUT = "{\"input\":{\"prompt\":\"a cat wearing an amusing hat\",\"seed\":42}}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Makes a prediction with one POST and returns the reply's text. */
    public String create(URI predictions) throws IOException, InterruptedException {
        return checked(client.send(creating(predictions), BodyHandlers.ofString()))
                .body();
    }

    CompletableFuture<String> createAsync(URI predictions) {
        return client.sendAsync(creating(predictions), BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    private static HttpRequest creating(URI predictions) {
        return HttpRequest.newBuilder(predictions)
                .header("Authorization", "Bearer test-token")
                .header("Content-Type", "application/json")
                .header("Prefer", "wait")
                .POST(HttpRequest.BodyPublishers.ofString(INPUT))
                .build();
    }

    /** Makes a prediction and reads its event stream line by line. */
    void stream(URI predictions, Consumer<String> tokens) throws IOException, InterruptedException {
        String prediction = create(predictions);
        int start = prediction.indexOf("\"stream\":\"") + "\"stream\":\"".length();
        URI stream = URI.create(prediction.substring(start, prediction.indexOf('"', start)));
        HttpRequest request = HttpRequest.newBuilder(stream)
                .header("Accept", "text/event-stream")
                .build();
        InputStream body =
                checked(client.send(request, BodyHandlers.ofInputStream())).body();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    tokens.accept(line.substring("data: ".length()));
                }
            }
        }
    }

    /** Copies a file from the server by way of a stream. */
    void download(URI file, Path to) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(file).build();
        try (InputStream body =
                checked(client.send(request, BodyHandlers.ofInputStream())).body()) {
            Files.copy(body, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Copies a file from the server with the JDK's own handler for files. */
    void downloadOfFile(URI file, Path to) throws IOException, InterruptedException {
        checked(client.send(HttpRequest.newBuilder(file).build(), BodyHandlers.ofFile(to)));
    }

    /** Sends a file as one part of a form. */
    void upload(URI files, Path file) throws IOException, InterruptedException {
        String head = """
                --boundary\r
                Content-Disposition: form-data; name="content"; filename="f"\r
                Content-Type: application/octet-stream\r
                \r
                """;
        HttpRequest request = HttpRequest.newBuilder(files)
                .header("Authorization", "Bearer test-token")
                .header("Content-Type", "multipart/form-data; boundary=boundary")
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head),
                        HttpRequest.BodyPublishers.ofFile(file),
                        HttpRequest.BodyPublishers.ofString("\r\n--boundary--\r\n")))
                .build();
        checked(client.send(request, BodyHandlers.ofString()));
    }

    private static <T> HttpResponse<T> checked(HttpResponse<T> reply) throws IOException {
        if (reply.statusCode() / 100 != 2) {
            throw new IOException("status " + reply.statusCode() + ": " + reply.body());
        }
        return reply;
    }
}
