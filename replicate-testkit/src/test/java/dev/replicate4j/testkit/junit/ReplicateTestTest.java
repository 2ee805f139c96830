package dev.replicate4j.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.models.Storyteller;
import dev.replicate4j.Replicate;
import dev.replicate4j.error.SpendingForbiddenException;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.SpendingGuard;
import dev.replicate4j.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReplicateTestTest {

    @Nested
    @ReplicateTest(
            pins = {"src/test/resources/pins", "no/such/folder"},
            manualClock = true)
    class AnnotatedClass {

        private int requestsBefore = -1;

        @BeforeEach
        void look(ReplicateServer server) {
            requestsBefore = server.requests().size();
        }

        @Test
        void generatedClassesCallTheServer(ReplicateServer server) {
            assertThat(Storyteller.call("hello")).contains("hello");

            server.requests().predictions(Storyteller.MODEL).assertCount(1);
        }

        @Test
        void eachTestHasAServerOfItsOwn(ReplicateServer server, Replicate client) {
            Storyteller.call("hello");

            assertThat(requestsBefore).isZero();
            assertThat(client.toString()).contains(server.baseUrl().replace("/v1", ""));
            assertThat(Replicate.defaultClient()).isSameAs(client);
        }

        @Test
        void clockOfTheServerCanBeMoved(ReplicateServer server, TestClock clock) {
            server.timing(Duration.ofMinutes(5), Duration.ZERO);
            var run = Storyteller.with("later").create();

            clock.advance(Duration.ofMinutes(5));

            assertThat(run.output()).contains("later");
        }
    }

    @Nested
    class RegisteredExtension {

        @RegisterExtension
        final ReplicateExtension replicate = ReplicateExtension.of(ReplicateServer.builder()
                .pins(Path.of("src/test/resources/pins"))
                .acceptOnly("test-token"));

        @Test
        void serverIsSetUpByTheBuilder(ReplicateServer server) {
            assertThat(server.models()).contains("acme/storyteller");
            assertThat(Storyteller.call("hello")).contains("hello");
        }
    }

    @Nested
    class Guard {

        /** Port 9 discards: were the guard to fail, nothing would be spent. */
        private final Replicate elsewhere = Replicate.builder()
                .apiToken("real-token")
                .baseUrl("http://replicate.invalid:9/v1")
                .build();

        @Test
        void clientThatIsNotPointedAtATestDoubleRefusesToSpend() {
            assertThat(System.getProperty(SpendingGuard.PROPERTY)).isEqualTo("forbidden");
            assertThatThrownBy(() -> elsewhere.use(Storyteller.MODEL).call(Storyteller.with("x")))
                    .isInstanceOf(SpendingForbiddenException.class)
                    .hasMessageContaining("predictions.create would have been sent to replicate.invalid and cost money")
                    .hasMessageContaining("@AllowSpending")
                    .hasMessageContaining("-Dreplicate4j.spending=allowed")
                    .hasMessageNotContaining("real-token");
        }

        @Test
        @AllowSpending
        void itDoesWhereItIsToldTo() {
            assertThatThrownBy(() -> elsewhere.use(Storyteller.MODEL).call(Storyteller.with("x")))
                    .isNotInstanceOf(SpendingForbiddenException.class);
        }

        @Test
        void allowanceEndsWithItsScope() {
            try (SpendingGuard.Scope scope = SpendingGuard.allow()) {
                assertThat(System.getProperty(SpendingGuard.PROPERTY)).isEqualTo("allowed");
                assertThat(scope).isNotNull();
            }
            assertThat(System.getProperty(SpendingGuard.PROPERTY)).isEqualTo("forbidden");
        }
    }
}
