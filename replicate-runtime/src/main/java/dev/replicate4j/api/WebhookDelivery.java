package dev.replicate4j.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verified webhook request. The same one may come several times, and not in order: the {@code id} tells repetitions, and
 * after a terminal status nothing older counts.
 *
 * @param id the same whenever this delivery is repeated
 * @param timestamp when it was sent
 * @param json the prediction or training as it was sent
 */
public record WebhookDelivery(String id, Instant timestamp, Map<String, @Nullable Object> json) {

    /**
     * Returns the prediction that it is about.
     *
     * @return the prediction as it was when the webhook was sent
     */
    public Prediction prediction() {
        return new Prediction(json);
    }

    /**
     * Returns the training that it is about.
     *
     * @return the training as it was when the webhook was sent
     */
    public Training training() {
        return new Training(json);
    }

    /** Returns id and time; never the content. */
    @Override
    public String toString() {
        return "WebhookDelivery[" + id + ", " + timestamp + "]";
    }
}
