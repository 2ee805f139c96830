package dev.replicate4j.spring.ai;

import dev.replicate4j.api.Metrics;
import dev.replicate4j.api.Prediction;
import java.time.Duration;
import java.util.Optional;
import org.springframework.ai.chat.metadata.Usage;

/**
 * What a call has used: Replicate bills most models by the time that they ran, others by what they made.
 *
 * <pre>{@code
 * ReplicateUsage usage = (ReplicateUsage) response.getMetadata().getUsage();
 * log.info("prediction {} ran for {}", usage.predictionId(), usage.predictTime());
 * }</pre>
 *
 * @param prediction the prediction as it was last seen
 */
public record ReplicateUsage(Prediction prediction) implements Usage {

    /** {@return the id of the prediction: 26 letters and digits} */
    public String predictionId() {
        return prediction.id();
    }

    /** {@return how long the model ran; empty where Replicate has not told yet} */
    public Optional<Duration> predictTime() {
        return getNativeUsage().predictTime();
    }

    /** {@return how many tokens the prompt has; 0 where the model does not count them} */
    @Override
    public Integer getPromptTokens() {
        return tokens("input_token_count");
    }

    /** {@return how many tokens were generated; 0 where the model does not count them} */
    @Override
    public Integer getCompletionTokens() {
        return tokens("output_token_count");
    }

    /** {@return all that Replicate has measured} */
    @Override
    public Metrics getNativeUsage() {
        return prediction.metrics();
    }

    private int tokens(String metric) {
        return (int) prediction.metrics().number(metric).orElse(0);
    }

    /** Returns id and time. */
    @Override
    public String toString() {
        return "ReplicateUsage[prediction=" + predictionId() + ", predictTime="
                + predictTime().map(Duration::toString).orElse("unknown") + "]";
    }
}
