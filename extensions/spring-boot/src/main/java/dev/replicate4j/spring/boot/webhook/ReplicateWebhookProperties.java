package dev.replicate4j.spring.boot.webhook;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties {@code replicate.webhook}.
 *
 * @param path where webhooks are received
 * @param secret the account's secret, whsec_...; by default Replicate is asked for it when the first webhook arrives
 * @param secrets the secrets of the accounts of further clients, by the client's name; by default Replicate is asked
 * @param tolerance how far the time of a webhook may be off
 * @param maxBodySize limit of a webhook's body
 * @param rememberedDeliveries how many deliveries are remembered, to pass over repetitions
 */
@ConfigurationProperties("replicate.webhook")
public record ReplicateWebhookProperties(
        @DefaultValue("/replicate/webhook") String path,
        @Nullable String secret,
        @DefaultValue Map<String, String> secrets,
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue("10MB") DataSize maxBodySize,
        @DefaultValue("10000") int rememberedDeliveries) {

    /** Returns the path; never a secret. */
    @Override
    public String toString() {
        return "ReplicateWebhookProperties[path=" + path + "]";
    }
}
