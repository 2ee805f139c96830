package dev.replicate4j.testkit.internal.webhook;

import dev.replicate4j.testkit.internal.fault.FaultEffect;
import dev.replicate4j.testkit.internal.fault.FaultHit;
import dev.replicate4j.testkit.internal.fault.FaultInjector;
import dev.replicate4j.testkit.internal.fault.FaultPoint;
import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.model.IdGenerator;
import dev.replicate4j.testkit.internal.run.RunJson;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import dev.replicate4j.testkit.internal.run.SimulatedRun.Change;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Sends the webhooks of runs. */
public final class WebhookSender {

    /** Backoff of the webhook of a completed run; Replicate retries for about a minute. */
    private static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16),
            Duration.ofSeconds(32));

    private final RunJson json;
    private final ServerClock clock;
    private final IdGenerator ids;
    private final FaultInjector faults;
    private final Executor executor;
    private final WebhookSigner signer;
    private @Nullable HttpClient client;

    /**
     * Creates a sender.
     *
     * @param secret the secret that webhooks are signed with: {@code whsec_} and base64
     */
    public WebhookSender(
            RunJson json, ServerClock clock, IdGenerator ids, FaultInjector faults, Executor executor, String secret) {
        this.json = json;
        this.clock = clock;
        this.ids = ids;
        this.faults = faults;
        this.executor = executor;
        this.signer = new WebhookSigner(secret);
    }

    /** Sends the webhooks of a run from now on, if it has any. */
    public void watch(SimulatedRun run) {
        String url = run.spec().webhook();
        if (url != null) {
            URI target = URI.create(url);
            run.listen(new WebhookSubscription(clock, run, change -> {
                String body = ServerJson.text(json.of(run));
                return () -> send(run, target, change, body);
            }));
        }
    }

    /** Sends a webhook; the stage completes when it has been received or has failed once. */
    private CompletableFuture<Void> send(SimulatedRun run, URI url, Change change, String body) {
        FaultPoint occasion = new FaultPoint(
                ServerOrigin.API, "POST", "/webhook", run.spec().model().ref());
        Optional<FaultEffect.OnWebhook> effect =
                faults.take(FaultEffect.OnWebhook.class, occasion).map(FaultHit::effect);
        boolean forged =
                effect.filter(FaultEffect.ForgeWebhook.class::isInstance).isPresent();
        Message message = new Message("msg_" + ids.next(27), url, body, forged);
        CompletableFuture<Void> sent = attempt(message, change == Change.COMPLETED ? 0 : RETRIES.size());
        return effect.filter(FaultEffect.DuplicateWebhook.class::isInstance).isPresent()
                ? sent.thenCompose(done -> attempt(message, RETRIES.size()))
                : sent;
    }

    private CompletableFuture<Void> attempt(Message message, int retry) {
        return client().sendAsync(request(message), BodyHandlers.discarding())
                .handle((response, failure) -> failure == null && response.statusCode() < 400)
                .thenAccept(received -> {
                    if (!received && retry < RETRIES.size()) {
                        clock.after(RETRIES.get(retry), () -> {
                            CompletableFuture<Void> unused = attempt(message, retry + 1);
                        });
                    }
                });
    }

    /** Signs with the machine's time: receivers compare it with their own clock. */
    private HttpRequest request(Message message) {
        long seconds = Instant.now().getEpochSecond();
        String signed = message.forged ? message.body + " " : message.body;
        return HttpRequest.newBuilder(message.url)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("User-Agent", "replicate-testkit webhooks")
                .header("webhook-id", message.id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", signer.sign(message.id, seconds, signed))
                .POST(BodyPublishers.ofString(message.body))
                .build();
    }

    private synchronized HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .executor(executor)
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            client = known;
        }
        return known;
    }

    private record Message(String id, URI url, String body, boolean forged) {}
}
