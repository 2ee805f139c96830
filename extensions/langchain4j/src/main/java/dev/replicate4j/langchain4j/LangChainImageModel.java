package dev.replicate4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import dev.replicate4j.CallOptions;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Any model that makes pictures, as an {@link ImageModel} of LangChain4j.
 *
 * <pre>{@code
 * ImageModel painter = LangChainImageModel.builder(replicate, FluxDev.MODEL).size("16:9").seed(42).build();
 * Response<Image> cat = painter.generate("a cat");
 * cat.content().url();
 * cat.metadata().get("predict_time");
 * }</pre>
 *
 * <p>Options are sent as the inputs that the model has for them. One that it has no input for, or whose value its schema does
 * not allow, is an {@link InvalidRequestException} that names it, before anything is sent. The schema is asked for once per
 * client.
 *
 * <p>The response's metadata holds the run's {@code id}, the {@code model} and, where it was measured, its
 * {@code predict_time} in seconds. What may have been billed fails with a {@link NonRetriableException}, which LangChain4j does
 * not retry; a lost answer is looked up, so that it costs one run. Safe for use by several threads.
 */
public final class LangChainImageModel implements ImageModel {

    private final ModelCaller caller;
    private final ImageInputs.Options options;
    private final boolean base64;

    private LangChainImageModel(ModelCaller caller, ImageInputs.Options options, boolean base64) {
        this.caller = caller;
        this.options = options;
        this.base64 = base64;
    }

    /**
     * Makes an image model with the model's own defaults. Nothing is requested.
     *
     * @param replicate the client
     * @param definition a generated class's constant {@code MODEL}
     * @return the image model
     */
    public static LangChainImageModel of(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
        return builder(replicate, definition).build();
    }

    /**
     * Returns a builder of an image model. Nothing is requested.
     *
     * @param replicate the client
     * @param definition a generated class's constant {@code MODEL}
     * @return the builder
     */
    public static Builder builder(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
        return new Builder(replicate, definition);
    }

    /**
     * Makes a picture.
     *
     * @param prompt what is to be seen
     * @return the picture; the first one where the model makes several
     */
    @Override
    public Response<Image> generate(String prompt) {
        return first(run(new ImageInputs.Request(prompt, 1, null, null)));
    }

    /**
     * Makes pictures in one run.
     *
     * @param prompt what is to be seen
     * @param n how many: 1, or what the model's input for it allows
     * @return the pictures, as many as the model has returned
     */
    @Override
    public Response<List<Image>> generate(String prompt, int n) {
        return run(new ImageInputs.Request(prompt, n, null, null));
    }

    /**
     * Changes a picture, with a model that has an input for one.
     *
     * @param image by URL or as base64
     * @param prompt what is to change
     * @return the new picture
     */
    @Override
    public Response<Image> edit(Image image, String prompt) {
        return first(run(new ImageInputs.Request(prompt, 1, Objects.requireNonNull(image, "image"), null)));
    }

    /**
     * Changes a part of a picture, with a model that has inputs for both.
     *
     * @param image by URL or as base64
     * @param mask the part; models differ in whether white or black is changed
     * @param prompt what is to change
     * @return the new picture
     */
    @Override
    public Response<Image> edit(Image image, Image mask, String prompt) {
        return first(run(new ImageInputs.Request(
                prompt, 1, Objects.requireNonNull(image, "image"), Objects.requireNonNull(mask, "mask"))));
    }

    private static Response<Image> first(Response<List<Image>> all) {
        return new Response<>(all.content().get(0), all.tokenUsage(), all.finishReason(), all.metadata());
    }

    private Response<List<Image>> run(ImageInputs.Request request) {
        return caller.call(ImageInputs.of(caller.schema(), options, request), this::response);
    }

    private Response<List<Image>> response(FinishedRun run) {
        List<Image> images = run.files().stream()
                .map(file -> LangChainImages.image(run, file, base64))
                .toList();
        if (images.isEmpty()) {
            throw new NonRetriableException(run.model() + " has returned no file, but " + run.output() + ". The run "
                    + run.prediction().id() + " is billed; is it a model that makes pictures?");
        }
        return new Response<>(images, null, null, run.metadata());
    }

    /** Collects the options of an image model. */
    public static final class Builder {

        private final Replicate replicate;
        private final ModelDefinition<?, ?, ?> definition;
        private final Map<String, Object> inputs = new LinkedHashMap<>();
        private UnaryOperator<CallOptions> callOptions = UnaryOperator.identity();
        private @Nullable String size;
        private @Nullable Long seed;
        private @Nullable String style;
        private boolean base64;

        private Builder(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
            this.replicate = replicate;
            this.definition = definition;
        }

        /**
         * Sets the size of pictures: {@code 1024x768} becomes the inputs {@code width} and {@code height}, or {@code size}, or
         * else {@code aspect_ratio}; {@code 16:9} is an {@code aspect_ratio}.
         *
         * @param size by default, the model's
         * @return this builder
         */
        public Builder size(String size) {
            this.size = size;
            return this;
        }

        /**
         * Sets the seed of the random numbers: the same seed and prompt give the same picture, for most models.
         *
         * @param seed by default, another one each time
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the style, for a model that has an input for it.
         *
         * @param style one of the model's
         * @return this builder
         */
        public Builder style(String style) {
            this.style = style;
            return this;
        }

        /**
         * Sets whether pictures hold their content, besides their URL, which works for an hour.
         *
         * @param base64 true to download each picture; the default is false
         * @return this builder
         */
        public Builder base64(boolean base64) {
            this.base64 = base64;
            return this;
        }

        /**
         * Sets inputs that have no option here.
         *
         * @param inputs by wire name: a map, or the values of a typed input, as in
         *     {@code FluxDev.with("").guidance(3).values()}, whose prompt is replaced
         * @return this builder
         */
        public Builder inputs(Map<String, ?> inputs) {
            this.inputs.putAll(inputs);
            return this;
        }

        /**
         * Sets options of the call besides the inputs.
         *
         * @param options for example {@code o -> o.timeout(Duration.ofMinutes(2))}
         * @return this builder
         */
        public Builder options(UnaryOperator<CallOptions> options) {
            this.callOptions = options;
            return this;
        }

        /** {@return the image model; nothing is requested} */
        public LangChainImageModel build() {
            return new LangChainImageModel(
                    ModelCaller.of(replicate, definition, callOptions),
                    new ImageInputs.Options(
                            size, seed, style, Collections.unmodifiableMap(new LinkedHashMap<>(inputs))),
                    base64);
        }
    }
}
