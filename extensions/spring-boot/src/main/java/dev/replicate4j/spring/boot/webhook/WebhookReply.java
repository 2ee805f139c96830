package dev.replicate4j.spring.boot.webhook;

/**
 * What a webhook is answered with.
 *
 * @param status the HTTP status; Replicate repeats what is not answered with one below 300
 * @param message a text for the log of whoever sends
 */
record WebhookReply(int status, String message) {

    static final WebhookReply HANDLED = new WebhookReply(200, "handled");
    static final WebhookReply REPEATED = new WebhookReply(200, "handled before");
    static final WebhookReply NOT_SIGNED = new WebhookReply(401, "not signed by Replicate");
    static final WebhookReply NO_HANDLER = new WebhookReply(404, "no handler for this model");
    static final WebhookReply TOO_LARGE = new WebhookReply(413, "too large");
    static final WebhookReply FAILED = new WebhookReply(500, "the handler failed");
    static final WebhookReply IN_PROGRESS = new WebhookReply(503, "being handled");
    static final WebhookReply NO_SECRET = new WebhookReply(503, "cannot be verified now");
}
