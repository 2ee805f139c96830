package dev.replicate4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.Replicate;
import dev.replicate4j.RunListener;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.testkit.ReplicateServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** All listeners among the beans are told, each of its own context. */
class ListenersTest {

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    /** Listens to runs and to requests, as a bridge to tracing does. */
    private final class Both implements RunListener, HttpListener {

        @Override
        public void changed(Prediction prediction) {
            throw new IllegalStateException("a listener that fails");
        }

        @Override
        public Object starting(String model) {
            return "call of " + model;
        }

        @Override
        public void ended(@Nullable Object call, @Nullable Prediction prediction, @Nullable Throwable failure) {
            events.add("ended " + call);
        }

        @Override
        public Map<String, String> headers(Exchange exchange) {
            return Map.of("X-Both", exchange.context() + "");
        }

        @Override
        public void received(Exchange exchange, int status, Duration took) {
            events.add(exchange.operation() + " of " + exchange.context());
        }
    }

    /** Listens to requests alone. */
    private static final class Requests implements HttpListener {

        @Override
        public Object context() {
            return "thread";
        }

        @Override
        public Map<String, String> headers(Exchange exchange) {
            return Map.of("X-Requests", exchange.context() + "");
        }
    }

    @Test
    void eachListenerHasItsOwnContext() {
        List<String> statuses = Collections.synchronizedList(new ArrayList<>());
        try (ReplicateServer server = ReplicateServer.builder().start()) {
            server.on("acme/storyteller", input -> "a story");
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
                    .withPropertyValues(
                            "replicate.base-url=" + server.baseUrl(),
                            "replicate.api-token=r8_secret",
                            "replicate.sync-window=0s")
                    .withBean("both", Both.class, () -> new Both())
                    .withBean("requests", Requests.class, Requests::new)
                    .withBean(
                            "statuses",
                            RunListener.class,
                            () -> prediction -> statuses.add(prediction.status().value()))
                    .run(context -> {
                        context.getBean(Replicate.class).use("acme/storyteller").call(Map.of());
                        context.getBean(Replicate.class).accounts().get();
                    });

            assertThat(server.requests().predictions().single().header("X-Both"))
                    .contains("call of acme/storyteller");
            assertThat(server.requests().predictions().single().header("X-Requests"))
                    .contains("thread");
        }
        assertThat(statuses).startsWith("starting").endsWith("succeeded");
        assertThat(events)
                .startsWith("models.get of null") // looked up for all calls
                .contains("predictions.create of call of acme/storyteller")
                .contains("predictions.get of call of acme/storyteller")
                .contains("ended call of acme/storyteller")
                .endsWith("account.get of null");
    }
}
