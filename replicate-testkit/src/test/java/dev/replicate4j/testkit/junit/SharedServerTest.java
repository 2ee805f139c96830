package dev.replicate4j.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.testkit.ReplicateServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** Tests that use a server which an extension has started for longer than a test. */
@ExtendWith(SharedServerTest.LongLivedServer.class)
@ReplicateTest
@TestMethodOrder(MethodOrderer.MethodName.class)
class SharedServerTest {

    private static final ReplicateServer SHARED = ReplicateServer.builder().start();

    static final class LongLivedServer implements TestInstancePostProcessor {

        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) {
            ReplicateExtension.use(SHARED, context);
        }
    }

    private static Replicate first;

    @AfterAll
    static void stop() {
        SHARED.close();
    }

    @Test
    void aServerAndItsClientAreThoseOfTheTest(ReplicateServer server, Replicate client) {
        server.on("acme/poet", input -> "told");
        first = client;

        assertThat(server).isSameAs(SHARED);
        assertThat(Replicate.defaultClient()).isSameAs(client);
        assertThat(client.use("acme/poet").call(Map.of())).isEqualTo("told");
    }

    @Test
    void bServerLivesOnButIsReset(ReplicateServer server) {
        server.requests().assertNone();

        assertThat(Replicate.defaultClient().use("acme/poet").call(Map.of("prompt", "a llama")))
                .isNotEqualTo("told");
        assertThatThrownBy(() -> first.use("acme/poet").call(Map.of())).hasMessageContaining("closed");
    }
}
