package dev.replicate4j.api;

import dev.replicate4j.internal.http.RequestSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Webhooks: {@code /webhooks}. What arrives is verified and read by {@link WebhookSecret}.
 */
public final class Webhooks {

    private final Endpoint endpoint;

    Webhooks(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public Webhooks with(UnaryOperator<RequestOptions> options) {
        return new Webhooks(endpoint.with(options.apply(endpoint.options())));
    }

    /**
     * Returns the key that Replicate signs the account's webhooks with. It rarely changes: fetch it once and keep it.
     *
     * @return the secret
     */
    public WebhookSecret secret() {
        return endpoint.now(() -> gettingSecret());
    }

    /**
     * Does the same as {@link #secret()}, without blocking.
     *
     * @return the secret
     */
    public CompletableFuture<WebhookSecret> secretAsync() {
        return endpoint.later(gettingSecret());
    }

    private CompletableFuture<WebhookSecret> gettingSecret() {
        return endpoint.fetch(
                RequestSpec.get("webhooks.default.secret.get", "webhooks/default/secret"),
                json -> WebhookSecret.of(Fields.requiredText(json, "key")));
    }
}
