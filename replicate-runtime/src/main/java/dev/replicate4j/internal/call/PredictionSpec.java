package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.api.WebhookEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run, and how it is waited for.
 *
 * @param name the model as messages call it
 * @param target where the prediction is created
 * @param input ready to be JSON
 * @param syncWindow how long the API may hold its answer back, up to 60 s; zero to have it at once
 * @param timeout bounds everything from now on; null for as long as it takes
 * @param webhook told of the run by Replicate; null for none
 * @param webhookEvents which events; empty for the API's default
 * @param failure makes the exception for a run that ended badly
 */
public record PredictionSpec(
        String name,
        PredictionTarget target,
        Map<String, @Nullable Object> input,
        Duration syncWindow,
        @Nullable Duration timeout,
        @Nullable URI webhook,
        List<WebhookEvent> webhookEvents,
        Function<Prediction, RuntimeException> failure) {

    /** The limits of the header {@code Prefer: wait=N}. */
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(60);

    /** What is left of the timeout for the answer to arrive: its id is needed to cancel the run. */
    private static final Duration WINDOW_MARGIN = Duration.ofSeconds(1);

    /** The limits of the header {@code Cancel-After}. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(5);

    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    PredictionRequest request() {
        PredictionRequest request = target.request().input(input);
        Duration window = window();
        if (!window.isZero()) {
            request = request.preferWait(window);
        }
        if (timeout != null) {
            request = request.cancelAfter(life());
        }
        if (webhook != null) {
            request = request.webhook(webhook, webhookEvents.toArray(WebhookEvent[]::new));
        }
        return request;
    }

    /** The time that the answer is held back: whole seconds, and such that it comes before the timeout. */
    Duration window() {
        Duration most = timeout == null ? LONGEST_WINDOW : timeout.minus(WINDOW_MARGIN);
        Duration window = within(Duration.ZERO, syncWindow.compareTo(most) < 0 ? syncWindow : most, LONGEST_WINDOW);
        return timeout == null ? window : Duration.ofSeconds(window.toSeconds());
    }

    /** How long the run may live, as Replicate itself sees to it where there is a timeout. */
    Duration life() {
        return timeout == null ? LONGEST_LIFE : within(SHORTEST_LIFE, timeout, LONGEST_LIFE);
    }

    private static Duration within(Duration least, Duration value, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }
}
