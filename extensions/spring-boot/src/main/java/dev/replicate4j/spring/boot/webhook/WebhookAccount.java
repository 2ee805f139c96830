package dev.replicate4j.spring.boot.webhook;

import dev.replicate4j.Replicate;
import dev.replicate4j.api.WebhookSecret;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client, and the secret that its account's webhooks are signed with. A secret that is not configured is asked for when it
 * is first needed, and again when it fits no more, since an account can replace it; but not more often than once a minute,
 * whoever sends whatever. Thread-safe.
 */
final class WebhookAccount {

    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final Replicate client;
    private final boolean configured;
    private final LongSupplier nanoTime;
    private @Nullable WebhookSecret secret;
    private @Nullable RuntimeException failure;
    private boolean asked;
    private long askedAt;

    WebhookAccount(Replicate client, @Nullable String secret, LongSupplier nanoTime) {
        this.client = client;
        this.configured = secret != null;
        this.secret = secret == null ? null : WebhookSecret.of(secret);
        this.nanoTime = nanoTime;
    }

    Replicate client() {
        return client;
    }

    /** Returns the secret. Throws what went wrong if it could not be asked for. */
    synchronized WebhookSecret secret() {
        if (secret == null) {
            ask();
        }
        if (secret == null) {
            throw failure == null ? new IllegalStateException("The secret is not known.") : failure;
        }
        return secret;
    }

    /** Asks for the secret again, as the one that is known does not fit; returns whether there is another now. */
    synchronized boolean replaced() {
        WebhookSecret before = secret;
        if (configured || before == null) {
            return false;
        }
        ask();
        return secret != null && !secret.key().equals(before.key());
    }

    private void ask() {
        long now = nanoTime.getAsLong();
        if (asked && now - askedAt < ASK_AGAIN.toNanos()) {
            return;
        }
        asked = true;
        askedAt = now;
        try {
            secret = client.webhooks().secret();
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
