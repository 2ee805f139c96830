package dev.replicate4j.api;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Webhooks: {@code /webhooks}. {@link WebhookSecret} verifies and reads the requests that arrive. */
public final class Webhooks extends Resource<Webhooks> {

    private static final TypedCall<WebhookSecret> SECRET = new TypedCall<>(
            RequestSpec.get("webhooks.default.secret.get", "webhooks/default/secret"),
            reply -> WebhookSecret.of(new Secret(reply.object()).requiredText("key")));

    /** Made by {@code Replicate}; the endpoint sends the requests. */
    @SuppressWarnings("exports") // a type of this module, so that only this module can call it
    public Webhooks(Endpoint endpoint) {
        super(endpoint, Webhooks::new);
    }

    /** {@return the key that Replicate signs the account's webhooks with} It rarely changes: fetch it once and keep it. */
    public WebhookSecret secret() {
        return endpoint.now(SECRET);
    }

    /** {@return what {@link #secret} returns, without blocking} */
    public CompletableFuture<WebhookSecret> secretAsync() {
        return endpoint.later(SECRET);
    }

    private static final class Secret extends ApiObject {

        private static final long serialVersionUID = 1L;

        Secret(Map<String, @Nullable Object> json) {
            super(json);
        }
    }
}
