package dev.replicate4j.spring.boot.webhook;

import dev.replicate4j.Replicate;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.WebhookDelivery;
import dev.replicate4j.api.WebhookSecret;
import dev.replicate4j.error.WebhookVerificationException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Verifies webhooks and gives each to the handler of its model, once. Knows no web framework. Thread-safe. */
final class WebhookReceiver {

    private static final Logger LOG = System.getLogger("dev.replicate4j.spring.webhook");

    private final List<WebhookAccount> accounts;
    private final Duration tolerance;
    private final WebhookDeliveryStore deliveries;
    private final Map<String, WebhookHandler<?, ?>> handlers = new LinkedHashMap<>();

    /** A delivery, and the client of the account that it is for. */
    private record Verified(Replicate client, WebhookDelivery delivery) {}

    /** Thrown where no secret is known that could have verified a delivery. */
    private static final class NoSecretException extends Exception {

        private static final long serialVersionUID = 1L;

        NoSecretException(RuntimeException cause) {
            super(
                    "A webhook could not be verified, as Replicate did not tell the account's secret. Set"
                            + " replicate.webhook.secret to need no request for it.",
                    cause);
        }
    }

    WebhookReceiver(
            List<WebhookAccount> accounts,
            Duration tolerance,
            WebhookDeliveryStore deliveries,
            List<WebhookHandler<?, ?>> handlers) {
        this.accounts = List.copyOf(accounts);
        this.tolerance = tolerance;
        this.deliveries = deliveries;
        for (WebhookHandler<?, ?> handler : handlers) {
            String model = handler.model().ref().model();
            WebhookHandler<?, ?> other = this.handlers.putIfAbsent(model, handler);
            if (other != null) {
                throw new IllegalStateException(
                        "There are two webhook handlers for " + model + ": " + other + " and " + handler
                                + ". If one of them failed, the other would get the delivery again: make one of them.");
            }
        }
    }

    /**
     * Receives a request.
     *
     * @param headers returns a header's value, or null
     * @param body the bytes as they came
     */
    WebhookReply receive(Function<String, @Nullable String> headers, byte[] body) {
        Verified verified;
        try {
            verified = verified(headers, body);
        } catch (WebhookVerificationException e) {
            LOG.log(Level.WARNING, "A webhook was refused: {0}", e.getMessage());
            return WebhookReply.NOT_SIGNED;
        } catch (NoSecretException e) {
            LOG.log(Level.ERROR, e.getMessage(), e.getCause());
            return WebhookReply.NO_SECRET;
        }
        Prediction prediction = verified.delivery().prediction();
        WebhookHandler<?, ?> handler = handlers.get(prediction.model().orElse(""));
        if (handler == null) {
            LOG.log(
                    Level.WARNING,
                    "There is no WebhookHandler bean for the model of {0}, {1}; there are some for {2}.",
                    prediction.id(),
                    prediction.model().orElse("which has no name"),
                    handlers.keySet());
            return WebhookReply.NO_HANDLER;
        }
        return once(verified, handler);
    }

    private WebhookReply once(Verified verified, WebhookHandler<?, ?> handler) {
        String id = verified.delivery().id();
        return switch (deliveries.claim(id)) {
            case DONE -> WebhookReply.REPEATED;
            case IN_PROGRESS -> WebhookReply.IN_PROGRESS;
            case CLAIMED -> handled(id, verified, handler);
        };
    }

    private WebhookReply handled(String id, Verified verified, WebhookHandler<?, ?> handler) {
        boolean handled = false;
        try {
            handle(verified, handler);
            handled = true;
            deliveries.done(id);
            return WebhookReply.HANDLED;
        } catch (Exception e) {
            LOG.log(
                    Level.ERROR,
                    "The handler of " + handler.model() + " has failed for webhook " + id
                            + ", which Replicate will deliver again.",
                    e);
            return WebhookReply.FAILED;
        } finally {
            if (!handled) {
                deliveries.failed(id);
            }
        }
    }

    private static <O extends @Nullable Object, P extends @Nullable Object> void handle(
            Verified verified, WebhookHandler<O, P> handler) throws Exception {
        handler.handle(
                verified.client().resume(handler.model(), verified.delivery().prediction()));
    }

    /** Tries the accounts in turn; there is one for most applications. */
    private Verified verified(Function<String, @Nullable String> headers, byte[] body) throws NoSecretException {
        if (headers.apply("webhook-signature") == null) {
            throw new WebhookVerificationException(
                    "The request has no header webhook-signature: it is not a webhook of Replicate.");
        }
        RuntimeException unknown = null;
        WebhookVerificationException unfit = null;
        for (WebhookAccount account : accounts) {
            try {
                return new Verified(account.client(), verify(account, headers, body));
            } catch (WebhookVerificationException e) {
                unfit = e;
            } catch (RuntimeException e) {
                unknown = e;
            }
        }
        if (unknown != null) {
            throw new NoSecretException(unknown);
        }
        throw unfit == null ? new WebhookVerificationException("There is no client that it could be for.") : unfit;
    }

    private WebhookDelivery verify(WebhookAccount account, Function<String, @Nullable String> headers, byte[] body) {
        WebhookSecret secret = account.secret();
        try {
            return secret.tolerance(tolerance).verify(headers, body);
        } catch (WebhookVerificationException e) {
            if (account.replaced()) {
                return account.secret().tolerance(tolerance).verify(headers, body);
            }
            throw e;
        }
    }
}
