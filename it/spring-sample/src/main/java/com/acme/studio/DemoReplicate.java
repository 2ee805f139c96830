package com.acme.studio;

import com.acme.studio.models.FluxSchnell;
import com.acme.studio.models.Llama3;
import dev.replicate4j.spring.boot.ReplicateConnectionDetails;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.ReplicateServerBuilder;
import dev.replicate4j.testkit.StreamingRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A server inside this application stands in for Replicate, unless the profile {@code live} is active. */
@Configuration(proxyBeanMethods = false)
@Profile("!live")
class DemoReplicate {

    private static final int STEPS = 8;
    private static final Duration STEP = Duration.ofMillis(350);
    private static final Duration WORD = Duration.ofMillis(45);

    @Bean(destroyMethod = "close")
    ReplicateServer replicateServer() throws IOException {
        ReplicateServerBuilder builder = ReplicateServer.builder();
        for (Resource pin : new PathMatchingResourcePatternResolver().getResources("classpath*:replicate/*/*.json")) {
            builder.model(pin.getContentAsString(StandardCharsets.UTF_8));
        }
        ReplicateServer server = builder.start();
        server.onStream(Llama3.MODEL, (input, run) -> write(DemoArtist.story(input.text("prompt")), run));
        server.onStream(FluxSchnell.MODEL, (input, run) -> {
            for (int step = 1; step <= STEPS && !run.hasEnded(); step++) {
                pause(STEP);
                run.log("%3d%%|%s| %d/%d".formatted(step * 100 / STEPS, "#".repeat(step), step, STEPS));
            }
            run.emit(server.file("picture.png", DemoArtist.picture(input.text("prompt"))));
        });
        return server;
    }

    @Bean
    ReplicateConnectionDetails replicateConnectionDetails(ReplicateServer server) {
        return new ReplicateConnectionDetails() {
            @Override
            public String getApiToken() {
                return "demo";
            }

            @Override
            public String getBaseUrl() {
                return server.baseUrl();
            }
        };
    }

    private static void write(String story, StreamingRun<String> run) throws InterruptedException {
        for (String word : story.split("(?= )")) {
            if (run.hasEnded()) {
                return; // canceled
            }
            pause(WORD);
            run.emit(word);
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
