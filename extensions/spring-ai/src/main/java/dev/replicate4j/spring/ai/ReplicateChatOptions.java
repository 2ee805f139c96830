package dev.replicate4j.spring.ai;

import dev.replicate4j.ModelInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.DefaultToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * Options of {@link ReplicateChatModel}: those that all chat models of Spring AI have, and inputs of the model by their wire
 * names.
 *
 * <pre>{@code
 * ChatOptions options = ReplicateChatOptions.builder().temperature(0.2).maxTokens(200).input("seed", 42).build();
 * }</pre>
 *
 * <p>They can hold tools, as {@code ChatClient} would drop tools silently otherwise; a {@link ReplicateChatModel} refuses them.
 */
public final class ReplicateChatOptions extends DefaultToolCallingChatOptions {

    private final Map<String, Object> inputs;

    private ReplicateChatOptions(ToolCallingChatOptions portable, Map<String, Object> inputs) {
        super(
                portable.getToolCallbacks(),
                portable.getToolContext(),
                portable.getModel(),
                portable.getFrequencyPenalty(),
                portable.getMaxTokens(),
                portable.getPresencePenalty(),
                portable.getStopSequences(),
                portable.getTemperature(),
                portable.getTopK(),
                portable.getTopP());
        this.inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /** {@return a new builder, in which nothing is set} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the inputs by wire name, in the order in which they were set} */
    public Map<String, Object> getInputs() {
        return inputs;
    }

    /** {@return a new builder with these options} */
    @Override
    public Builder mutate() {
        return builder().with(this);
    }

    private ToolCallingChatOptions.Builder<?> portable() {
        return super.mutate();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof ReplicateChatOptions own && inputs.equals(own.inputs);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + inputs.hashCode();
    }

    /** Builds options. May be used again; not thread-safe. */
    public static final class Builder extends DefaultToolCallingChatOptions.Builder<Builder> {

        private Map<String, Object> inputs = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets an input of the model.
         *
         * @param name its wire name
         * @param value a text, number, boolean, {@link java.nio.file.Path}, enum of a generated class, or a list of them
         * @return this builder
         */
        public Builder input(String name, Object value) {
            inputs.put(name, value);
            return this;
        }

        /**
         * Sets inputs of the model, typed.
         *
         * @param values of a generated class. The prompt among them is replaced by that of the call
         * @return this builder
         */
        public Builder inputs(ModelInput<?, ?, ?> values) {
            inputs.putAll(values.values());
            return this;
        }

        /**
         * Sets inputs of the model.
         *
         * @param values by wire name
         * @return this builder
         */
        public Builder inputs(Map<String, ?> values) {
            inputs.putAll(values);
            return this;
        }

        /** Takes over what is set in other options. */
        Builder with(@Nullable ChatOptions other) {
            if (other instanceof ReplicateChatOptions own) {
                combineWith(own.portable());
                inputs.putAll(own.inputs);
            } else if (other != null) {
                combineWith(other.mutate());
            }
            return this;
        }

        @Override
        public Builder combineWith(ChatOptions.Builder<?> other) {
            super.combineWith(other);
            if (other instanceof Builder own) {
                inputs.putAll(own.inputs);
            }
            return this;
        }

        @Override
        public Builder clone() {
            Builder copy = super.clone();
            copy.inputs = new LinkedHashMap<>(inputs);
            return copy;
        }

        /** {@return the options} */
        @Override
        public ReplicateChatOptions build() {
            return new ReplicateChatOptions(super.build(), inputs);
        }
    }
}
