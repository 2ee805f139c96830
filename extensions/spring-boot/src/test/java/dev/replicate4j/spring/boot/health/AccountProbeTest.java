package dev.replicate4j.spring.boot.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountProbeTest {

    private final ReplicateServer server = ReplicateServer.builder().start();
    private long now;
    private final AccountProbe probe = new AccountProbe(
            server.client().toBuilder().retryPolicy(RetryPolicy.none()).build(),
            new ReplicateHealthProperties(true, Duration.ofMinutes(1), Duration.ofSeconds(5)),
            () -> now);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answerIsUsedAgainForAWhile() {
        for (int i = 0; i < 100; i++) {
            assertThat(probe.answer().account()).isNotBlank();
        }
        server.requests().to("GET", "/v1/account").assertCount(1);

        now += Duration.ofMinutes(1).toNanos();

        assertThat(probe.answer().failure()).isNull();
        server.requests().to("GET", "/v1/account").assertCount(2);
        assertThat(server.requests().size()).as("nothing is created").isEqualTo(2);
    }

    @Test
    void failureIsKeptForAWhileToo() {
        server.inject(Fault.unauthenticated());

        assertThat(probe.answer().failure()).hasMessageContaining("401");
        assertThat(probe.answer().failure()).isNotNull();
        now += Duration.ofMinutes(1).toNanos();
        assertThat(probe.answer().failure()).isNull();

        server.requests().assertCount(2);
    }
}
