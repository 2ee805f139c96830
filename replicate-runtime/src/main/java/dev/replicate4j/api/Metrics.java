package dev.replicate4j.api;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a run. Models may add any name.
 *
 * @param json the metrics as received; empty until the run ends
 */
public record Metrics(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the metrics. */
    public Metrics {
        json = Fields.copy(json);
    }

    /**
     * Returns how long the model ran, which is what most models are billed by.
     *
     * @return the field {@code predict_time}, in the API's seconds
     */
    public Optional<Duration> predictTime() {
        return seconds("predict_time");
    }

    /**
     * Returns how long it took from the creation to the end.
     *
     * @return the field {@code total_time}, in the API's seconds
     */
    public Optional<Duration> totalTime() {
        return seconds("total_time");
    }

    /**
     * Returns any metric that is a number.
     *
     * @param name for example {@code output_token_count}
     * @return its value
     */
    public Optional<Double> number(String name) {
        return json.get(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    private Optional<Duration> seconds(String name) {
        return number(name).map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)));
    }
}
