package dev.replicate4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.Replicate;
import dev.replicate4j.testkit.ReplicateServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ReplicateAutoConfigurationTest {

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
            .withPropertyValues("replicate.base-url=" + server.baseUrl());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aTokenIsAllThatTheClientNeeds() {
        server.on("acme/storyteller", input -> "Once upon a time: " + input.text("prompt"));

        contexts.withPropertyValues("replicate.api-token=r8_secret")
                .run(context -> assertThat(context.getBean(Replicate.class)
                                .use("acme/storyteller")
                                .call(Map.of("prompt", "a llama")))
                        .isEqualTo("Once upon a time: a llama"));
    }
}
