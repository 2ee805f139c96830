package dev.replicate4j.spring.boot.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health of Replicate in Spring Boot 4. */
final class Boot4HealthIndicator implements HealthIndicator {

    private final AccountProbe probe;

    Boot4HealthIndicator(AccountProbe probe) {
        this.probe = probe;
    }

    @Override
    public Health health() {
        AccountProbe.Answer answer = probe.answer();
        Exception failure = answer.failure();
        return failure == null
                ? Health.up()
                        .withDetail("account", String.valueOf(answer.account()))
                        .build()
                : Health.down(failure).build();
    }
}
