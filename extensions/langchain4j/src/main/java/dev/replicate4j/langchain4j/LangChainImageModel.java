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
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final List<String> PROMPTS = List.of("prompt", "text_prompt", "text");
    private static final List<String> COUNTS =
            List.of("num_outputs", "number_of_images", "num_images", "num_samples", "batch_size", "n");
    private static final List<String> MASKS = List.of("mask", "mask_image", "image_mask");
    private static final List<String> STYLES = List.of("style", "style_type", "style_preset");
    private static final List<String> SIZES = List.of("size", "image_size", "resolution");
    private static final List<String> RATIOS = List.of("aspect_ratio", "size", "image_size");

    private static final Pattern PIXELS = Pattern.compile("(\\d{1,6})[xX](\\d{1,6})");

    private final ModelCaller caller;
    private final Settings settings;

    private LangChainImageModel(ModelCaller caller, Settings settings) {
        this.caller = caller;
        this.settings = settings;
    }

    private record Settings(
            @Nullable String size,
            @Nullable Long seed,
            @Nullable String style,
            boolean base64,
            Map<String, Object> inputs) {}

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
        return first(run(prompt, 1, Map.of()));
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
        return run(prompt, n, Map.of());
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
        ModelInputSchema schema = caller.schema();
        return first(run(prompt, 1, picture(schema, image)));
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
        ModelInputSchema schema = caller.schema();
        Map<String, Object> files = picture(schema, image);
        files.put(schema.require("a mask", MASKS), LangChainImages.file(mask));
        return first(run(prompt, 1, files));
    }

    private static Map<String, Object> picture(ModelInputSchema schema, Image image) {
        Map<String, Object> files = new LinkedHashMap<>();
        String input = LangChainImages.input(schema);
        files.put(input, LangChainImages.value(schema, input, List.of(image)));
        return files;
    }

    private static Response<Image> first(Response<List<Image>> all) {
        return new Response<>(all.content().get(0), all.tokenUsage(), all.finishReason(), all.metadata());
    }

    private Response<List<Image>> run(String prompt, int n, Map<String, Object> files) {
        FinishedRun run = caller.call(input(prompt, n, files));
        List<Image> images = run.files().stream()
                .map(file -> LangChainImages.image(run, file, settings.base64()))
                .toList();
        if (images.isEmpty()) {
            throw new NonRetriableException(caller.model() + " has returned no file, but " + run.output() + ". The run "
                    + run.prediction().id() + " is billed; is it a model that makes pictures?");
        }
        return new Response<>(images, null, null, run.metadata());
    }

    private Map<String, Object> input(String prompt, int n, Map<String, Object> files) {
        ModelInputSchema schema = caller.schema();
        Map<String, Object> input = new LinkedHashMap<>();
        settings.inputs().forEach((name, value) -> {
            if (!schema.isUnknown()) {
                schema.require(name, List.of(name));
            }
            input.put(name, schema.fit(name, name, value));
        });
        if (settings.size() != null) {
            putSize(schema, settings.size(), input);
        }
        if (settings.seed() != null) {
            put(schema, "seed", List.of("seed"), settings.seed(), input);
        }
        if (settings.style() != null) {
            put(schema, "style", STYLES, settings.style(), input);
        }
        putCount(schema, n, input);
        input.putAll(files);
        input.put(schema.isUnknown() ? PROMPTS.get(0) : schema.require("a prompt", PROMPTS), prompt);
        return input;
    }

    private static void put(
            ModelInputSchema schema, String option, List<String> names, Object value, Map<String, Object> input) {
        String name = schema.require(option, names);
        input.put(name, schema.fit(option, name, value));
    }

    private static void putSize(ModelInputSchema schema, String size, Map<String, Object> input) {
        Matcher pixels = PIXELS.matcher(size);
        if (!pixels.matches()) {
            put(schema, "size", RATIOS, size, input);
        } else if (schema.first(List.of("width")).isPresent()
                && schema.first(List.of("height")).isPresent()) {
            put(schema, "size", List.of("width"), Long.valueOf(pixels.group(1)), input);
            put(schema, "size", List.of("height"), Long.valueOf(pixels.group(2)), input);
        } else {
            put(
                    schema,
                    "size",
                    schema.first(SIZES).map(List::of).orElse(List.of("width", "height", "size")),
                    size,
                    input);
        }
    }

    /** One picture is asked for where the model would make more. */
    private static void putCount(ModelInputSchema schema, int n, Map<String, Object> input) {
        if (n < 1) {
            throw new InvalidRequestException("n must be 1 or more, but is " + n + ". Nothing was sent.");
        }
        String count = n == 1 ? schema.first(COUNTS).orElse(null) : schema.require("n = " + n, COUNTS);
        if (count != null && !(n == 1 && (schema.isDefault(count, 1) || input.containsKey(count)))) {
            input.put(count, schema.fit("n", count, (long) n));
        }
    }

    /** Collects the options of an image model. */
    public static final class Builder {

        private final Replicate replicate;
        private final ModelDefinition<?, ?, ?> definition;
        private final Map<String, Object> inputs = new LinkedHashMap<>();
        private UnaryOperator<CallOptions> options = UnaryOperator.identity();
        private @Nullable String size;
        private @Nullable Long seed;
        private @Nullable String style;
        private boolean base64;

        private Builder(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
            this.replicate = replicate;
            this.definition = definition;
        }

        /**
         * Sets the size of pictures: {@code 1024x768} for inputs {@code width} and {@code height}, or a value of an input
         * {@code aspect_ratio} or {@code size}, such as {@code 16:9}.
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
            this.options = options;
            return this;
        }

        /** {@return the image model; nothing is requested} */
        public LangChainImageModel build() {
            return new LangChainImageModel(
                    ModelCaller.of(replicate, definition, options),
                    new Settings(size, seed, style, base64, Collections.unmodifiableMap(new LinkedHashMap<>(inputs))));
        }
    }
}
