package dev.replicate4j.spring.boot.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code management.health.replicate}.
 *
 * @param enabled whether the health endpoint tells of Replicate
 * @param cache how long an answer is used again
 * @param timeout limit of one attempt to ask
 */
@ConfigurationProperties("management.health.replicate")
public record ReplicateHealthProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("1m") Duration cache,
        @DefaultValue("5s") Duration timeout) {}
