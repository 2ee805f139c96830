package dev.replicate4j.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.replicate4j.api.Prediction;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What LangChain4j tells of an answer, and the run that has given it. {@link #id} is the prediction's id, and
 * {@link #tokenUsage} is there where the model has counted tokens.
 *
 * <pre>{@code
 * ChatResponse response = chatModel.chat(request);
 * if (response.metadata() instanceof LangChainChatResponseMetadata metadata) {
 *     metadata.predictTime().ifPresent(System.out::println);
 * }
 * }</pre>
 */
public final class LangChainChatResponseMetadata extends ChatResponseMetadata {

    private final Prediction prediction;

    private LangChainChatResponseMetadata(Builder builder, Prediction prediction) {
        super(builder);
        this.prediction = prediction;
    }

    /** {@return the run as it was last seen, with its metrics and logs} */
    public Prediction prediction() {
        return prediction;
    }

    /** {@return how long the model ran, which is what most models are billed by; empty where it was not measured} */
    public Optional<Duration> predictTime() {
        return prediction.metrics().predictTime();
    }

    @Override
    public Builder toBuilder() {
        Builder builder = new Builder(prediction);
        toBuilder(builder);
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof LangChainChatResponseMetadata that
                && prediction.equals(that.prediction);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), prediction);
    }

    @Override
    public String toString() {
        return super.toString() + predictTime().map(time -> " after " + time).orElse("");
    }

    /** Collects metadata of a run. */
    public static final class Builder extends ChatResponseMetadata.Builder<Builder> {

        private final Prediction prediction;

        Builder(Prediction prediction) {
            this.prediction = prediction;
        }

        @Override
        public LangChainChatResponseMetadata build() {
            return new LangChainChatResponseMetadata(this, prediction);
        }
    }
}
