package dev.replicate4j.spring.ai;

import dev.replicate4j.ModelInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageOptions;

/**
 * Options of {@link ReplicateImageModel}: those that all image models of Spring AI have, and inputs of the model by their wire
 * names.
 *
 * <pre>{@code
 * ImageOptions options = ReplicateImageOptions.builder().n(2).width(1024).height(768).input("seed", 42).build();
 * ImageOptions typed = ReplicateImageOptions.builder().inputs(FluxDev.with("").seed(42)).build();
 * }</pre>
 */
public final class ReplicateImageOptions implements ImageOptions {

    private final @Nullable Integer n;
    private final @Nullable String model;
    private final @Nullable Integer width;
    private final @Nullable Integer height;
    private final @Nullable String responseFormat;
    private final @Nullable String style;
    private final Map<String, Object> inputs;

    private ReplicateImageOptions(Builder builder) {
        this.n = builder.n;
        this.model = builder.model;
        this.width = builder.width;
        this.height = builder.height;
        this.responseFormat = builder.responseFormat;
        this.style = builder.style;
        this.inputs = Collections.unmodifiableMap(new LinkedHashMap<>(builder.inputs));
    }

    /** {@return a new builder, in which nothing is set} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a new builder with these options} */
    public Builder toBuilder() {
        return builder().combine(this);
    }

    @Override
    public @Nullable Integer getN() {
        return n;
    }

    @Override
    public @Nullable String getModel() {
        return model;
    }

    @Override
    public @Nullable Integer getWidth() {
        return width;
    }

    @Override
    public @Nullable Integer getHeight() {
        return height;
    }

    @Override
    public @Nullable String getResponseFormat() {
        return responseFormat;
    }

    @Override
    public @Nullable String getStyle() {
        return style;
    }

    /** {@return the inputs by wire name, in the order in which they were set} */
    public Map<String, Object> getInputs() {
        return inputs;
    }

    /** Builds options. May be used again; not thread-safe. */
    public static final class Builder {

        private @Nullable Integer n;
        private @Nullable String model;
        private @Nullable Integer width;
        private @Nullable Integer height;
        private @Nullable String responseFormat;
        private @Nullable String style;
        private final Map<String, Object> inputs = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets how many images are made.
         *
         * @param n 1 or more; not set by default
         * @return this builder
         */
        public Builder n(@Nullable Integer n) {
            this.n = n;
            return this;
        }

        /**
         * Names the model, which must be the one that the {@link ReplicateImageModel} was made for.
         *
         * @param model {@code owner/name}
         * @return this builder
         */
        public Builder model(@Nullable String model) {
            this.model = model;
            return this;
        }

        /**
         * Sets the width.
         *
         * @param width in pixels
         * @return this builder
         */
        public Builder width(@Nullable Integer width) {
            this.width = width;
            return this;
        }

        /**
         * Sets the height.
         *
         * @param height in pixels
         * @return this builder
         */
        public Builder height(@Nullable Integer height) {
            this.height = height;
            return this;
        }

        /**
         * Sets how images are returned.
         *
         * @param responseFormat {@code url}, the default, or {@code b64_json} to download them and return their bytes. Anything
         *     else, such as {@code png}, is the model's {@code output_format}
         * @return this builder
         */
        public Builder responseFormat(@Nullable String responseFormat) {
            this.responseFormat = responseFormat;
            return this;
        }

        /**
         * Sets the style.
         *
         * @param style one that the model knows
         * @return this builder
         */
        public Builder style(@Nullable String style) {
            this.style = style;
            return this;
        }

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
        Builder combine(@Nullable ImageOptions other) {
            if (other == null) {
                return this;
            }
            n = other.getN() == null ? n : other.getN();
            model = other.getModel() == null ? model : other.getModel();
            width = other.getWidth() == null ? width : other.getWidth();
            height = other.getHeight() == null ? height : other.getHeight();
            responseFormat = other.getResponseFormat() == null ? responseFormat : other.getResponseFormat();
            style = other.getStyle() == null ? style : other.getStyle();
            if (other instanceof ReplicateImageOptions own) {
                inputs.putAll(own.inputs);
            }
            return this;
        }

        /** {@return the options} */
        public ReplicateImageOptions build() {
            return new ReplicateImageOptions(this);
        }
    }
}
