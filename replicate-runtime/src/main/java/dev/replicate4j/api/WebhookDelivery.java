package dev.replicate4j.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verified webhook request. The same one may come several times, and not in order: compare the {@code id} to find
 * repetitions, and ignore what comes after a terminal status.
 *
 * @param id the same whenever this delivery is repeated
 * @param timestamp when it was sent
 * @param json the prediction or training as it was sent
 */
public record WebhookDelivery(String id, Instant timestamp, Map<String, @Nullable Object> json) {

    /** {@return the prediction that it is about, as it was when the webhook was sent} */
    public Prediction prediction() {
        return new Prediction(json);
    }

    /** {@return the training that it is about, as it was when the webhook was sent} */
    public Training training() {
        return new Training(json);
    }

    /** Returns id and time; never the content. */
    @Override
    public String toString() {
        return "WebhookDelivery[" + id + ", " + timestamp + "]";
    }
}
