package dev.replicate4j.spring.boot.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.api.WebhookSecret;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.spring.boot.ReplicateAutoConfiguration;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** What holds for webhooks by either web framework. */
@Timeout(60)
abstract class WebhookReceiverContract {

    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_KEY = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final ModelDefinition<Object, String, String> STORYTELLER =
            ModelDefinition.official("acme/storyteller", "", OutputType.text());

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final List<String> handled = new ArrayList<>();
    private WebhookHandler.Action<String, String> action = run -> handled.add(run.id() + ": " + run.output());

    /** What is tested in an application. */
    interface ContextTest {

        void run(ApplicationContext context) throws Exception;
    }

    /** Runs an application with the web framework. */
    abstract void run(Map<String, WebhookHandler<?, ?>> handlers, String[] properties, ContextTest test);

    /** Runs an application; of the runner's types, some have other packages in each generation. */
    static <
                    R extends AbstractApplicationContextRunner<R, C, A>,
                    C extends ConfigurableApplicationContext,
                    A extends ApplicationContextAssertProvider<C>>
            void run(R runner, Map<String, WebhookHandler<?, ?>> handlers, String[] properties, ContextTest test) {
        R contexts = runner.withConfiguration(AutoConfigurations.of(
                        ReplicateAutoConfiguration.class, ReplicateWebhookAutoConfiguration.class))
                .withPropertyValues("replicate.api-token=r8_secret")
                .withPropertyValues(properties);
        for (Map.Entry<String, WebhookHandler<?, ?>> handler : handlers.entrySet()) {
            contexts = contexts.withBean(handler.getKey(), WebhookHandler.class, handler::getValue);
        }
        contexts.run(test::run);
    }

    /** Posts to the path and returns the status. */
    abstract int post(ApplicationContext context, String path, Map<String, String> headers, byte[] body);

    @AfterEach
    void close() {
        server.close();
    }

    private void run(ContextTest test, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("replicate.base-url=" + server.baseUrl());
        run(
                Map.of("stories", WebhookHandler.of(STORYTELLER, run -> action.handle(run))),
                all.toArray(String[]::new),
                test);
    }

    private static byte[] body(String model) {
        return ("{\"id\":\"p1\",\"model\":\"" + model + "\",\"status\":\"succeeded\",\"output\":[\"a \",\"story\"],"
                        + "\"urls\":{}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> signed(String key, String id, Instant time, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(time.getEpochSecond()));
        headers.put("webhook-signature", WebhookSecret.of(key).sign(id, time, body));
        return headers;
    }

    private int deliver(ApplicationContext context, String key, String id) {
        byte[] body = body("acme/storyteller");
        return post(context, "/replicate/webhook", signed(key, id, Instant.now(), body), body);
    }

    private static final String SECRET = "replicate.webhook.secret=" + KEY;

    @Test
    void deliveryIsATypedRun() {
        run(context -> assertThat(deliver(context, KEY, "msg_1")).isEqualTo(200), SECRET);

        assertThat(handled).containsExactly("p1: a story");
        assertThat(server.requests().list()).as("nothing is requested").isEmpty();
    }

    @Test
    void repetitionIsPassedOver() {
        run(
                context -> {
                    assertThat(deliver(context, KEY, "msg_1")).isEqualTo(200);
                    assertThat(deliver(context, KEY, "msg_1")).isEqualTo(200);
                    assertThat(deliver(context, KEY, "msg_2")).isEqualTo(200);
                },
                SECRET);

        assertThat(handled).hasSize(2);
    }

    @Test
    void handlerThatFailsGetsTheDeliveryAgain() {
        WebhookHandler.Action<String, String> good = action;
        action = run -> {
            action = good;
            throw new IllegalStateException("the disk is full");
        };

        run(
                context -> {
                    assertThat(deliver(context, KEY, "msg_1")).isEqualTo(500);
                    assertThat(deliver(context, KEY, "msg_1")).isEqualTo(200);
                },
                SECRET);

        assertThat(handled).hasSize(1);
    }

    @Test
    void repetitionWhileItIsHandledIsToComeLater() {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        CompletableFuture<Boolean> goOn = new CompletableFuture<>();
        action = run -> {
            begun.complete(true);
            goOn.join();
            handled.add(run.id());
        };

        run(
                context -> {
                    CompletableFuture<Integer> first =
                            CompletableFuture.supplyAsync(() -> deliver(context, KEY, "msg_1"));
                    begun.join();
                    assertThat(deliver(context, KEY, "msg_1")).isEqualTo(503);
                    goOn.complete(true);
                    assertThat(first.join()).isEqualTo(200);
                    assertThat(deliver(context, KEY, "msg_1")).isEqualTo(200);
                },
                SECRET);

        assertThat(handled).hasSize(1);
    }

    @Test
    void whatReplicateHasNotSignedIsRefused() {
        byte[] body = body("acme/storyteller");
        Instant now = Instant.now();

        run(
                context -> {
                    assertThat(deliver(context, OTHER_KEY, "msg_1")).isEqualTo(401);
                    assertThat(post(context, "/replicate/webhook", Map.of(), body))
                            .isEqualTo(401);
                    assertThat(post(
                                    context,
                                    "/replicate/webhook",
                                    signed(KEY, "msg_1", now, body),
                                    body("acme/storyteller2")))
                            .as("another body")
                            .isEqualTo(401);
                    assertThat(post(
                                    context,
                                    "/replicate/webhook",
                                    signed(KEY, "msg_1", now.minus(Duration.ofMinutes(6)), body),
                                    body))
                            .as("an old one, replayed")
                            .isEqualTo(401);
                    assertThat(post(context, "/replicate/webhook", Map.of(), new byte[0]))
                            .isEqualTo(401);
                },
                SECRET);

        assertThat(handled).isEmpty();
    }

    @Test
    void modelWithoutAHandlerIsNotFound() {
        byte[] body = body("acme/painter");

        run(
                context -> assertThat(
                                post(context, "/replicate/webhook", signed(KEY, "msg_1", Instant.now(), body), body))
                        .isEqualTo(404),
                SECRET);
    }

    @Test
    void bodyIsLimited() {
        byte[] body = body("acme/storyteller");

        run(
                context -> assertThat(deliver(context, KEY, "msg_1")).isEqualTo(200),
                SECRET,
                "replicate.webhook.max-body-size=" + body.length + "B");
        run(
                context -> assertThat(deliver(context, KEY, "msg_1")).isEqualTo(413),
                SECRET,
                "replicate.webhook.max-body-size=" + (body.length - 1) + "B");

        assertThat(handled).hasSize(1);
    }

    @Test
    void secretThatIsNotConfiguredIsAskedForOnce() {
        run(context -> {
            assertThat(deliver(context, server.webhookSecret(), "msg_1")).isEqualTo(200);
            assertThat(deliver(context, server.webhookSecret(), "msg_2")).isEqualTo(200);
            assertThat(deliver(context, OTHER_KEY, "msg_3")).isEqualTo(401);
            assertThat(deliver(context, OTHER_KEY, "msg_4")).isEqualTo(401);
        });

        server.requests().to("GET", "/v1/webhooks/default/secret").assertCount(1);
    }

    @Test
    void withoutASecretReplicateIsToComeAgain() {
        server.inject(
                Fault.serverError(500).on("GET", "/v1/webhooks/default/secret").always());

        run(
                context -> {
                    assertThat(deliver(context, server.webhookSecret(), "msg_1"))
                            .isEqualTo(503);
                    assertThat(deliver(context, server.webhookSecret(), "msg_1"))
                            .isEqualTo(503);
                },
                "replicate.retry.max-attempts=1");

        server.requests().to("GET", "/v1/webhooks/default/secret").assertCount(1);
    }

    @Test
    void eachClientHasASecret() {
        run(
                context -> {
                    assertThat(deliver(context, KEY, "msg_1")).isEqualTo(200);
                    assertThat(deliver(context, OTHER_KEY, "msg_2")).isEqualTo(200);
                },
                SECRET,
                "replicate.clients.videos.api-token=r8_videos",
                "replicate.webhook.secrets.videos=" + OTHER_KEY);

        assertThat(handled).hasSize(2);
    }

    @Test
    void pathCanBeChanged() {
        byte[] body = body("acme/storyteller");

        run(
                context -> assertThat(post(context, "/hooks", signed(KEY, "msg_1", Instant.now(), body), body))
                        .isEqualTo(200),
                SECRET,
                "replicate.webhook.path=/hooks");
    }

    @Test
    void twoHandlersOfAModelFailTheStart() {
        run(
                Map.of(
                        "one",
                        WebhookHandler.of(STORYTELLER, run -> {}),
                        "two",
                        WebhookHandler.of(STORYTELLER, run -> {})),
                new String[0],
                context -> assertThat(((ApplicationContextAssertProvider<?>) context).getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("There are two webhook handlers for acme/storyteller"));
    }

    @Test
    void withoutHandlersNothingListens() {
        run(
                Map.of(),
                new String[0],
                context -> assertThat(context.getBeansOfType(WebhookReceiver.class))
                        .isEmpty());
    }
}
