/**
 * Receives Replicate's webhooks: verified, once each, as typed runs. Define {@link WebhookHandler} beans.
 */
@NullMarked
package dev.replicate4j.spring.boot.webhook;

import org.jspecify.annotations.NullMarked;
