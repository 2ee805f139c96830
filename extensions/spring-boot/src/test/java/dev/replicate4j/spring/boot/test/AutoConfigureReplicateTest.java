package dev.replicate4j.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.error.SpendingForbiddenException;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.junit.ReplicateTest;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

class AutoConfigureReplicateTest {

    private static final String MODEL = "acme/storyteller";

    /** An application that knows nothing of tests. */
    @Configuration(proxyBeanMethods = false)
    static class Application {}

    @Nested
    @SpringBootTest(classes = Application.class, properties = "replicate.clients.videos.api-token=r8_real")
    @AutoConfigureReplicate
    @TestMethodOrder(MethodOrderer.MethodName.class)
    class Alone {

        @Autowired
        private Replicate replicate;

        @Autowired
        @Qualifier("videos") private Replicate videos;

        @Autowired
        private ReplicateServer bean;

        @Test
        void aAllClientsGoToTheServer(ReplicateServer server) {
            server.on(MODEL, input -> "told");

            assertThat(replicate.use(MODEL).call(Map.of())).isEqualTo("told");
            assertThat(videos.use(MODEL).call(Map.of())).isEqualTo("told");
            assertThat(Replicate.defaultClient().use(MODEL).call(Map.of())).isEqualTo("told");

            assertThat(bean).isSameAs(server);
            server.requests().predictions().assertCount(3);
            assertThat(server.requests().predictions().list())
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).contains("Bearer test-token"));
        }

        @Test
        void bServerIsClearedBetweenTests(ReplicateServer server) {
            server.requests().assertNone();

            assertThat(replicate.use(MODEL).call(Map.of("prompt", "a llama"))).isNotEqualTo("told");
        }

        @Test
        void cSpendingIsForbidden() {
            try (Replicate real = Replicate.builder()
                    .apiToken("r8_real")
                    .baseUrl("https://api.replicate.com")
                    .build()) {
                assertThatThrownBy(() -> real.use(dev.replicate4j.ModelDefinition.official(
                                        MODEL, "", dev.replicate4j.model.OutputType.text()))
                                .call(Map.of()))
                        .isInstanceOf(SpendingForbiddenException.class);
            }
        }
    }

    @Nested
    @ReplicateTest
    @SpringBootTest(classes = Application.class)
    @AutoConfigureReplicate
    class BesideReplicateTest {

        @Autowired
        private Replicate replicate;

        @Test
        void bothMeanTheSameServer(ReplicateServer server) {
            server.on(MODEL, input -> "told");

            assertThat(replicate.use(MODEL).call(Map.of())).isEqualTo("told");
            assertThat(Replicate.defaultClient().use(MODEL).call(Map.of())).isEqualTo("told");
            server.requests().predictions().assertCount(2);
        }
    }

    @Nested
    @SpringBootTest(classes = Application.class, properties = "replicate.test.pins=src/test/pins, src/test/none")
    @AutoConfigureReplicate
    class WithPins {

        @Test
        void serverKnowsTheModelsOfTheProjectsPins(ReplicateServer server, @Autowired ReplicateServer bean) {
            assertThat(server.models()).containsExactly("acme/poet");
            assertThat(bean).isSameAs(server);
        }
    }
}
