package dev.replicate4j.spring.boot.health;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** The health of Replicate in Spring Boot 3. */
final class Boot3HealthIndicator implements HealthIndicator {

    private final AccountProbe probe;

    Boot3HealthIndicator(AccountProbe probe) {
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
