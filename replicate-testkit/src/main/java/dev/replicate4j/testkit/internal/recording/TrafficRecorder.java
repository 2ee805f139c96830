package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.http.EventStreamWriter;
import dev.replicate4j.testkit.internal.http.RangeRequests;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.http.TransmissionFault;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.run.StreamEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Forwards requests to an upstream server, and records what it answers. */
final class TrafficRecorder implements Traffic {

    private static final List<String> FORWARDED =
            List.of("Content-Type", "Accept", "Prefer", "Cancel-After", "Last-Event-ID", "User-Agent");

    private final RecordingFile file;
    private final RecordedUrls urls;
    private final CallReader calls;
    private final String token;
    private final Executor executor;
    private final HttpClient client;
    private final List<RecordedExchange> exchanges = new ArrayList<>();
    private final Map<String, RecordedExchange> runs = new HashMap<>();
    private final Map<String, RecordedExchange> streams = new HashMap<>();

    TrafficRecorder(RecordingFile file, RecordedUrls urls, CallReader calls, String token, Executor executor) {
        this.file = file;
        this.urls = urls;
        this.calls = calls;
        this.token = token;
        this.executor = executor;
        this.client = HttpClient.newBuilder()
                .executor(executor)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    @Override
    public CompletionStage<ServerReply> handle(ServerRequest request) {
        request.body();
        return CompletableFuture.supplyAsync(() -> forward(request), executor);
    }

    private ServerReply forward(ServerRequest request) {
        RecordedCall call = calls.read(request);
        try {
            HttpResponse<InputStream> response = client.send(forwarded(call, request), BodyHandlers.ofInputStream());
            String type = response.headers().firstValue("Content-Type").orElse("application/octet-stream");
            if (type.startsWith("text/event-stream")) {
                return ServerReply.events(writer -> executor.execute(() -> copyEvents(call, response.body(), writer)));
            }
            RecordedReply reply;
            try (InputStream body = response.body()) {
                reply = RecordedReply.of(response.statusCode(), type, body.readAllBytes(), urls);
            }
            record(call, reply);
            return withHeaders(response, RangeRequests.apply(request, reply.toClient(urls)));
        } catch (IOException e) {
            return ServerReply.empty(502).fault(new TransmissionFault.Drop());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ServerReply.empty(502).fault(new TransmissionFault.Drop());
        }
    }

    private HttpRequest forwarded(RecordedCall call, ServerRequest request) {
        String type = String.valueOf(request.header("Content-Type"));
        byte[] body = request.body();
        if (type.contains("json")) {
            String text = urls.toUpstream(urls.fromClient(new String(body, StandardCharsets.UTF_8)));
            body = text.getBytes(StandardCharsets.UTF_8);
        }
        HttpRequest.Builder forwarded = HttpRequest.newBuilder(urls.forward(call.url()))
                .method(
                        request.method(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (String name : FORWARDED) {
            String value = request.header(name);
            if (value != null) {
                forwarded.setHeader(name, value);
            }
        }
        if (call.url().startsWith(RecordedUrls.API)) {
            forwarded.setHeader("Authorization", "Bearer " + token);
        }
        return forwarded.build();
    }

    private static ServerReply withHeaders(HttpResponse<?> response, ServerReply reply) {
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("Retry-After", "Preference-Applied", "ratelimit-remaining", "ratelimit-reset")) {
            response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return headers.isEmpty() ? reply : reply.headers(headers);
    }

    /** What says "try again" is not recorded: a replay need not wait for it. */
    private synchronized void record(RecordedCall call, RecordedReply reply) {
        if (reply.status() == 408 || reply.status() == 429 || reply.status() >= 500) {
            return;
        }
        RecordedExchange run = runs.get(call.runId());
        if (run == null) {
            RecordedExchange exchange = new RecordedExchange(call, reply);
            exchanges.add(exchange);
            if (call.isCreate() && reply.members().get("id") instanceof String id) {
                runs.put(id, exchange);
                rememberStream(exchange, reply.members());
            }
        } else if (reply.status() < 300) {
            if (call.isCancel()) {
                run.addCancel(reply.members());
            } else {
                run.addState(reply.members());
            }
            rememberStream(run, reply.members());
        }
    }

    private void rememberStream(RecordedExchange exchange, Map<String, @Nullable Object> run) {
        if (ServerJson.asObject(run.get("urls")).get("stream") instanceof String url) {
            streams.put(url, exchange);
        }
    }

    private void copyEvents(RecordedCall call, InputStream body, EventStreamWriter writer) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            EventAssembler event = new EventAssembler();
            for (String line = lines.readLine(); line != null && writer.isOpen(); line = lines.readLine()) {
                String recorded = urls.fromUpstream(line);
                StreamEvent whole = event.add(recorded);
                if (whole != null) {
                    addEvent(call, whole);
                }
                writer.send(
                        recorded.startsWith("data: ")
                                ? "data: " + urls.toClient(recorded.substring("data: ".length())) + "\n"
                                : recorded + "\n");
            }
        } catch (IOException e) {
            // The upstream stream broke off, and so does ours.
            writer.close();
            return;
        }
        writer.close();
    }

    private synchronized void addEvent(RecordedCall call, StreamEvent event) {
        RecordedExchange run = streams.get(call.url());
        if (run != null) {
            run.addEvent(event);
        }
    }

    @Override
    public synchronized void discard() {
        exchanges.clear();
    }

    @Override
    public synchronized void close() {
        if (!exchanges.isEmpty()) {
            file.write(exchanges, this::withoutSecrets);
        }
    }

    /** A short secret is removed only where it is the whole text: it may be a word of another one. */
    private String withoutSecrets(String text) {
        String clean = without(token, text).replaceAll("whsec_[A-Za-z0-9+/=]+", "whsec_");
        for (String secret : calls.secrets()) {
            clean = without(secret, clean);
        }
        return clean;
    }

    private static String without(String secret, String text) {
        if (secret.length() < 8) {
            return text.equals(secret) ? CallReader.REMOVED : text;
        }
        return text.replace(secret, CallReader.REMOVED);
    }
}
