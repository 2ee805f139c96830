package dev.replicate4j.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.spring.boot.ReplicateAutoConfiguration;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.autoconfigure.SpringAiRetryAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AutoConfigurationTest {

    private final ReplicateServer server = AcmeServer.start();
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateAutoConfiguration.class,
                    ReplicateImageAutoConfiguration.class,
                    ReplicateChatAutoConfiguration.class,
                    SpringAiRetryAutoConfiguration.class,
                    ChatClientAutoConfiguration.class))
            .withPropertyValues("replicate.api-token=r8_any", "replicate.base-url=" + server.baseUrl());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void nothingIsConfiguredUnlessItIsChosen() {
        contexts.run(
                context -> assertThat(context).doesNotHaveBean(ImageModel.class).doesNotHaveBean(ChatModel.class));
    }

    @Test
    void imageModelIsThatOfThePin() {
        contexts.withPropertyValues(
                        "spring.ai.model.image=replicate",
                        "spring.ai.replicate.image.model=acme/painter",
                        "spring.ai.replicate.image.inputs.seed=42")
                .run(context -> {
                    context.getBean(ImageModel.class).call(new ImagePrompt("a cat"));

                    assertThat(server.requests()
                                    .predictions("acme/painter")
                                    .single()
                                    .input())
                            .containsEntry("seed", 42L);
                    server.requests().to("GET", "/v1/models/**").assertNone();
                });
    }

    @Test
    void modelWithoutAPinIsLookedUpByItsName() {
        contexts.withPropertyValues(
                        "spring.ai.model.image=replicate",
                        "spring.ai.replicate.image.model=acme/sketcher",
                        "spring.ai.replicate.pins=classpath:nowhere")
                .run(context -> {
                    context.getBean(ImageModel.class).call(new ImagePrompt("a cat"));

                    server.requests().predictions("acme/sketcher").assertCount(1);
                    server.requests().to("GET", "/v1/models/acme/sketcher").assertCount(1);
                });
    }

    @Test
    void chatClientOfSpringAiTalksToTheModel() {
        server.on(AcmeServer.TALKER, input -> "You said: " + input.text("prompt"));

        contexts.withPropertyValues(
                        "spring.ai.model.chat=replicate",
                        "spring.ai.replicate.chat.model=acme/talker",
                        "spring.ai.replicate.chat.timeout=30s")
                .run(context -> assertThat(context.getBean(ChatClient.Builder.class)
                                .build()
                                .prompt("hello")
                                .call()
                                .content())
                        .isEqualTo("You said: hello"));
        assertThat(server.requests().predictions().single().header("Cancel-After"))
                .hasValue("30s");
    }

    @Test
    void beansOfTheApplicationAreUsed() {
        contexts.withPropertyValues("spring.ai.model.chat=replicate", "spring.ai.replicate.chat.model=acme/talker")
                .withBean(ObservationRegistry.class, TestObservationRegistry::create)
                .withBean(ChatPromptMapper.class, () -> (messages, schema) -> Map.of("prompt", "mapped"))
                .run(context -> {
                    context.getBean(ChatModel.class).call("hello");

                    assertThat(server.requests().predictions().single().input("prompt"))
                            .isEqualTo("mapped");
                    TestObservationRegistryAssert.assertThat(context.getBean(TestObservationRegistry.class))
                            .hasObservationWithNameEqualTo("gen_ai.client.operation");
                });
    }

    @Test
    void retryTemplateOfSpringAiPaysOnce() {
        contexts.withPropertyValues(
                        "spring.ai.model.image=replicate",
                        "spring.ai.replicate.image.model=acme/painter",
                        "spring.ai.retry.backoff.initial-interval=1ms",
                        "replicate.retry.max-attempts=1")
                .run(context -> {
                    ImageModel painter = context.getBean(ImageModel.class);
                    server.inject(Fault.throttle(Duration.ZERO).times(2), Fault.fail("out of memory"));

                    assertThatThrownBy(() -> painter.call(new ImagePrompt("a cat")))
                            .isInstanceOf(NonTransientAiException.class)
                            .hasMessageContaining("out of memory");
                    server.requests().predictions().assertCount(3); // two were throttled, one ran and failed
                    assertThat(server.client().predictions().list().items()).hasSize(1);
                });
    }

    @Test
    void missingModelIsNamed() {
        contexts.withPropertyValues("spring.ai.model.image=replicate")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("spring.ai.replicate.image.model"));
    }
}
