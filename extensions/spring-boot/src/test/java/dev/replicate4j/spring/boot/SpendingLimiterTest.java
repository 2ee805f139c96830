package dev.replicate4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.testkit.ReplicateServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SpendingLimiterTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private long now;

    private SpendingLimiter limiter(@Nullable Integer calls, @Nullable Duration predictTime) {
        return new SpendingLimiter("replicate", new ReplicateProperties.Spending(calls, predictTime, HOUR), () -> now);
    }

    private void later(Duration duration) {
        now += duration.toNanos();
    }

    private static Prediction prediction(String status, double predictTime) {
        return new Prediction(Map.of("id", "p", "status", status, "metrics", Map.of("predict_time", predictTime)));
    }

    @Test
    void callsBeyondTheLimitAreNotMade() {
        try (ReplicateServer server = ReplicateServer.builder().start()) {
            server.on("acme/storyteller", input -> "a story");
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
                    .withPropertyValues(
                            "replicate.base-url=" + server.baseUrl(),
                            "replicate.api-token=r8_secret",
                            "replicate.spending.max-calls=2",
                            "replicate.clients.other.call-timeout=1m")
                    .run(context -> {
                        var storyteller = context.getBean(Replicate.class).use("acme/storyteller");
                        storyteller.call(Map.of());
                        storyteller.create(Map.of());
                        assertThatThrownBy(() -> storyteller.call(Map.of()))
                                .isInstanceOf(SpendingLimitException.class)
                                .hasMessage("The call of acme/storyteller was not made: the client replicate may spend"
                                        + " 2 calls in PT24H, and has spent 2 calls. Wait, or raise spending.max-calls"
                                        + " in its properties.");
                        assertThat(storyteller.callAsync(Map.of()))
                                .failsWithin(20, TimeUnit.SECONDS)
                                .withThrowableThat()
                                .withCauseInstanceOf(SpendingLimitException.class);
                        context.getBean("otherReplicate", Replicate.class)
                                .use("acme/storyteller")
                                .call(Map.of());
                    });
            server.requests().predictions().assertCount(3);
        }
    }

    @Test
    void callsAreCountedOverThePeriodBefore() {
        SpendingLimiter limiter = limiter(2, null);
        limiter.starting("acme/a");
        later(Duration.ofMinutes(50));
        limiter.starting("acme/a");
        later(Duration.ofMinutes(9));
        assertThatThrownBy(() -> limiter.starting("acme/a")).isInstanceOf(SpendingLimitException.class);

        later(Duration.ofMinutes(1));

        limiter.starting("acme/a");
        assertThatThrownBy(() -> limiter.starting("acme/a")).isInstanceOf(SpendingLimitException.class);
    }

    @Test
    void predictTimeIsWhatReplicateHasMeasured() {
        SpendingLimiter limiter = limiter(null, Duration.ofSeconds(10));
        Object call = limiter.starting("acme/a");
        later(Duration.ofSeconds(50)); // most of it in the queue
        limiter.changed(prediction("succeeded", 9.5));
        limiter.ended(call, prediction("succeeded", 9.5), null);
        limiter.starting("acme/a");
        limiter.changed(prediction("failed", 0.5));

        assertThatThrownBy(() -> limiter.starting("acme/a"))
                .hasMessageContaining("PT10S of predict time")
                .hasMessageContaining("has spent PT10S");
    }

    @Test
    void withoutMetricsTheTimeOfTheCallCounts() {
        SpendingLimiter limiter = limiter(null, Duration.ofSeconds(10));
        Object call = limiter.starting("acme/a");
        later(Duration.ofSeconds(10));
        limiter.ended(call, prediction("processing", 0), null);

        assertThatThrownBy(() -> limiter.starting("acme/a")).isInstanceOf(SpendingLimitException.class);
    }

    @Test
    void callWithoutAPredictionTakesNoTime() {
        SpendingLimiter limiter = limiter(null, Duration.ofSeconds(10));
        Object call = limiter.starting("acme/a");
        later(Duration.ofSeconds(20));
        limiter.ended(call, null, new IllegalStateException("refused"));

        assertThat(limiter.starting("acme/a")).isNotNull();
    }

    @Test
    void periodMustBeAboveZero() {
        assertThatThrownBy(() -> new SpendingLimiter(
                        "replicate", new ReplicateProperties.Spending(1, null, Duration.ZERO), () -> now))
                .hasMessageContaining("must be above zero");
    }
}
