package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.WebhookEvent;
import dev.replicate4j.http.RequestOptions;
import dev.replicate4j.internal.http.RequestSpec;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run, and how its end is waited for.
 *
 * @param name the model as messages call it
 * @param target where the prediction is created
 * @param input ready to be JSON
 * @param syncWindow how long the API may hold its answer back, up to 60 s; zero to have it at once
 * @param timeout bounds the call; null for as long as it takes
 * @param webhook told of the run by Replicate; null for none
 * @param webhookEvents which events; empty for the API's default
 * @param options options of the request that creates it
 * @param failure makes the exception for a run that did not succeed
 */
public record PredictionSpec(
        String name,
        PredictionTarget target,
        Map<String, @Nullable Object> input,
        Duration syncWindow,
        @Nullable Duration timeout,
        @Nullable URI webhook,
        List<WebhookEvent> webhookEvents,
        RequestOptions options,
        Function<Prediction, RuntimeException> failure) {

    /** The limit of the header {@code Prefer: wait=N}. */
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(60);

    /** What is left of the timeout for the answer to arrive: its id is needed to cancel the run. */
    private static final Duration WINDOW_MARGIN = Duration.ofSeconds(1);

    /** What the answer may take beyond the sync window. */
    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(10);

    /** The limits of the header {@code Cancel-After}. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(5);

    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    /** {@return the request, which is not repeated once it may have been received: each one is billed} */
    RequestSpec request() {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(8);
        body.putAll(target.fields());
        body.put("input", input);
        if (webhook != null) {
            body.put("webhook", webhook.toString());
            if (!webhookEvents.isEmpty()) {
                body.put(
                        "webhook_events_filter",
                        webhookEvents.stream()
                                .distinct()
                                .map(WebhookEvent::wireValue)
                                .toList());
            }
        }
        RequestSpec request =
                RequestSpec.once("predictions.create", "POST", target.path()).withJson(body);
        Duration window = window();
        if (!window.isZero()) {
            request = request.withHeader("Prefer", "wait=" + roundedUp(window)).withTimeout(window.plus(ANSWER_MARGIN));
        }
        if (timeout != null) {
            request = request.withHeader("Cancel-After", roundedUp(life(timeout)) + "s");
        }
        for (Map.Entry<String, String> header : options.headers().entrySet()) {
            request = request.withUserHeader(header.getKey(), header.getValue());
        }
        return request;
    }

    /** {@return how long the answer is held back: such that it comes before the timeout} */
    Duration window() {
        Duration most = timeout == null ? LONGEST_WINDOW : timeout.minus(WINDOW_MARGIN);
        Duration window = within(Duration.ZERO, syncWindow.compareTo(most) < 0 ? syncWindow : most, LONGEST_WINDOW);
        return timeout == null ? window : Duration.ofSeconds(window.toSeconds());
    }

    /** {@return how long a run may live at most, as Replicate itself sees to it where there is a timeout} */
    public static Duration life(@Nullable Duration timeout) {
        return timeout == null ? LONGEST_LIFE : within(SHORTEST_LIFE, timeout, LONGEST_LIFE);
    }

    private static Duration within(Duration least, Duration value, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }

    private static long roundedUp(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
