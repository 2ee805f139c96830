/**
 * Webhooks: signed and retried as Replicate does it.
 */
@NullMarked
package dev.replicate4j.testkit.internal.webhook;

import org.jspecify.annotations.NullMarked;
