package dev.replicate4j.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What was measured of a prediction or training. Models may add any name. */
public final class Metrics extends ApiObject {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public Metrics(Map<String, ? extends @Nullable Object> json) {
        super(json);
    }

    /** {@return how long the model ran, which is what most models are billed by; empty until the end} */
    public Optional<Duration> predictTime() {
        return seconds("predict_time");
    }

    /** {@return the time from the creation to the end; empty until the end} */
    public Optional<Duration> totalTime() {
        return seconds("total_time");
    }

    /**
     * {@return a metric that is a number; empty where there is none}
     *
     * @param name for example {@code output_token_count}
     */
    public OptionalDouble number(String name) {
        return decimal(name);
    }

    private Optional<Duration> seconds(String name) {
        OptionalDouble seconds = decimal(name);
        return seconds.isPresent()
                ? Optional.of(Duration.ofNanos(Math.round(seconds.getAsDouble() * 1e9)))
                : Optional.empty();
    }
}
