package dev.replicate4j.spring.ai;

import dev.replicate4j.CallOptions;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Outcome;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.InvalidInputException;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.ImageResponseMetadata;
import org.springframework.ai.image.observation.DefaultImageModelObservationConvention;
import org.springframework.ai.image.observation.ImageModelObservationContext;
import org.springframework.ai.image.observation.ImageModelObservationConvention;
import org.springframework.ai.image.observation.ImageModelObservationDocumentation;
import org.springframework.ai.retry.RetryUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.retry.RetryTemplate;

/**
 * Images by a model of Replicate. Works with every model whose output is one file or a list of files.
 *
 * <pre>{@code
 * ImageModel images = ReplicateImageModel.builder(replicate, FluxDev.MODEL).build();
 * ImageResponse response = images.call(new ImagePrompt("a cat", ImageOptionsBuilder.builder().n(2).build()));
 * String url = response.getResult().getOutput().getUrl();
 * }</pre>
 *
 * <p>Options become inputs of the model where its schema has them; those that it does not have are an error that names them,
 * before anything is sent. URLs work for an hour. What may have been billed fails with a
 * {@link org.springframework.ai.retry.NonTransientAiException}, which Spring AI does not retry.
 */
public final class ReplicateImageModel implements ImageModel {

    private static final String PROVIDER = "replicate";
    private static final ImageModelObservationConvention CONVENTION = new DefaultImageModelObservationConvention();

    private final AiModel model;
    private final ReplicateImageOptions options;
    private final ImagePromptMapper mapper;
    private final ObservationRegistry registry;
    private final @Nullable ImageModelObservationConvention convention;
    private final @Nullable RetryTemplate retryTemplate;

    private ReplicateImageModel(Builder builder) {
        this.model = builder.model;
        this.options = builder.options.toBuilder().model(builder.model.name()).build();
        this.mapper = builder.mapper;
        this.registry = builder.registry;
        this.convention = builder.convention;
        this.retryTemplate = builder.retryTemplate;
    }

    /**
     * Returns a builder for a model of a generated class, at its pinned version. Its schema is requested with the first call,
     * once per client.
     *
     * @param replicate the client to call with
     * @param model the constant {@code MODEL} of the class
     * @return a builder
     */
    public static Builder builder(Replicate replicate, ModelDefinition<?, ?, ?> model) {
        return new Builder(AiModel.of(replicate, model));
    }

    /**
     * Returns a builder for a model by its name. What Replicate shows of it is requested with the first call, once per client.
     *
     * @param replicate the client to call with
     * @param model as for {@link Replicate#use(String)}
     * @return a builder
     */
    public static Builder builder(Replicate replicate, String model) {
        return new Builder(AiModel.of(replicate, model));
    }

    /**
     * Returns a builder for a model whose pin the application carries. Nothing is requested.
     *
     * @param replicate the client to call with
     * @param pin the file that the Maven plugin keeps of the model, for example {@code new
     *     ClassPathResource("replicate/black-forest-labs/flux-dev.json")}
     * @return a builder
     * @throws IllegalArgumentException if the resource is no pin
     */
    public static Builder builder(Replicate replicate, Resource pin) {
        return new Builder(AiModel.of(replicate, PinResource.read(pin)));
    }

    /**
     * Makes images and blocks until they are there.
     *
     * @param prompt what to draw, with options that take the place of those of this model
     * @return the images; its metadata has a {@link ReplicateUsage}
     * @throws org.springframework.ai.retry.NonTransientAiException if a retry does not help or could be billed again
     * @throws org.springframework.ai.retry.TransientAiException if the call failed and surely costs nothing
     */
    @Override
    public ImageResponse call(ImagePrompt prompt) {
        ReplicateImageOptions merged =
                options.toBuilder().combine(prompt.getOptions()).build();
        ImagePrompt request = new ImagePrompt(prompt.getInstructions(), merged);
        ImageModelObservationContext context = ImageModelObservationContext.builder()
                .imagePrompt(request)
                .provider(PROVIDER)
                .build();
        return ImageModelObservationDocumentation.IMAGE_MODEL_OPERATION
                .observation(convention, CONVENTION, () -> context, registry)
                .observe(() -> {
                    ImageResponse response = retryTemplate == null
                            ? attempt(request, merged)
                            : RetryUtils.execute(retryTemplate, () -> attempt(request, merged));
                    context.setResponse(response);
                    return response;
                });
    }

    private ImageResponse attempt(ImagePrompt prompt, ReplicateImageOptions merged) {
        try {
            Outcome<Map<String, ?>, @Nullable Object> outcome = model.call(inputs(prompt, merged));
            return response(outcome, ImageOptionsMapping.BYTES.equals(merged.getResponseFormat()));
        } catch (RuntimeException e) {
            throw AiFailures.of(e);
        }
    }

    private Map<String, Object> inputs(ImagePrompt prompt, ReplicateImageOptions merged) {
        String named = merged.getModel();
        if (named != null && !named.equals(model.name())) {
            throw new InvalidInputException("The options name the model " + named
                    + ", but this ReplicateImageModel calls " + model.name() + ". Make another one for that model.");
        }
        if (prompt.getInstructions().isEmpty()) {
            throw new InvalidInputException("The image prompt has no message. Nothing was sent.");
        }
        AiModelSchema schema = AiModel.await(model.schema(AiModelSchema::returnsFiles, "files"));
        Map<String, Object> inputs = new LinkedHashMap<>(ImageOptionsMapping.inputs(merged, schema));
        inputs.putAll(mapper.inputs(prompt.getInstructions(), schema));
        return schema.checked(inputs);
    }

    private ImageResponse response(Outcome<Map<String, ?>, @Nullable Object> outcome, boolean bytes) {
        Object output = outcome.get();
        List<URLPath> files = files(output);
        Prediction prediction = outcome.prediction();
        if (prediction == null || files.isEmpty()) {
            String id = prediction == null ? "" : " in prediction " + prediction.id();
            throw new DecodeException(model.name() + " has returned no file" + id + ".", output);
        }
        Prediction measured = model.measured(prediction);
        ImageResponseMetadata metadata =
                new ImageResponseMetadata(measured.createdAt().toEpochMilli(), new ReplicateUsage(measured));
        PredictionMetadata.of(measured).forEach(metadata::put);
        List<ImageGeneration> images = (bytes ? files : hosted(files, measured))
                .stream().map(file -> new ImageGeneration(image(file, bytes))).toList();
        return new ImageResponse(images, metadata);
    }

    /** An output that comes with the answer to the create holds the files themselves; a moment later they have URLs. */
    private List<URLPath> hosted(List<URLPath> files, Prediction measured) {
        if (measured.output() == null || files.stream().noneMatch(ReplicateImageModel::isInline)) {
            return files;
        }
        try {
            List<URLPath> hosted = files(model.decode(measured.output()));
            return hosted.size() == files.size() ? hosted : files;
        } catch (DecodeException e) {
            return files; // which are paid for
        }
    }

    private static boolean isInline(URLPath file) {
        return file.url().startsWith("data:");
    }

    private static List<URLPath> files(@Nullable Object output) {
        List<URLPath> files = new ArrayList<>();
        collect(output, files);
        return files;
    }

    private static void collect(@Nullable Object output, List<URLPath> files) {
        if (output instanceof URLPath file) {
            files.add(file);
        } else if (output instanceof Collection<?> items) {
            items.forEach(item -> collect(item, files));
        } else if (output instanceof Map<?, ?> fields) {
            collect(fields.values(), files);
        }
    }

    private static Image image(URLPath file, boolean bytes) {
        try {
            return bytes
                    ? new Image(null, Base64.getEncoder().encodeToString(Files.readAllBytes(file)))
                    : new Image(file.url(), null);
        } catch (IOException e) {
            throw new DecodeException(
                    "The image was made, but its download failed. It is at " + file.url() + " for an hour.",
                    file.url(),
                    e);
        }
    }

    /** {@return the options that calls have unless their prompts have others} */
    public ImageOptions getOptions() {
        return options;
    }

    /** Returns the model's name. */
    @Override
    public String toString() {
        return "ReplicateImageModel[" + model.name() + "]";
    }

    /** Builds image models. May be used again; not thread-safe. */
    public static final class Builder {

        private AiModel model;
        private ReplicateImageOptions options = ReplicateImageOptions.builder().build();
        private ImagePromptMapper mapper = ImagePromptMapper.standard();
        private ObservationRegistry registry = ObservationRegistry.NOOP;
        private @Nullable ImageModelObservationConvention convention;
        private @Nullable RetryTemplate retryTemplate;

        Builder(AiModel model) {
            this.model = model;
        }

        /**
         * Sets options for all calls.
         *
         * @param options those of a prompt take their place, one by one; none by default
         * @return this builder
         */
        public Builder options(ImageOptions options) {
            this.options = ReplicateImageOptions.builder().combine(options).build();
            return this;
        }

        /**
         * Sets how the client calls the model.
         *
         * @param options for example {@code o -> o.timeout(Duration.ofMinutes(2))}
         * @return this builder
         */
        public Builder callOptions(UnaryOperator<CallOptions> options) {
            this.model = model.with(options);
            return this;
        }

        /**
         * Sets how messages become inputs.
         *
         * @param mapper {@link ImagePromptMapper#standard} by default
         * @return this builder
         */
        public Builder promptMapper(ImagePromptMapper mapper) {
            this.mapper = mapper;
            return this;
        }

        /**
         * Sets where calls are observed.
         *
         * @param registry by default none
         * @return this builder
         */
        public Builder observationRegistry(ObservationRegistry registry) {
            this.registry = registry;
            return this;
        }

        /**
         * Sets the names and keys of observations.
         *
         * @param convention by default that of Spring AI
         * @return this builder
         */
        public Builder observationConvention(ImageModelObservationConvention convention) {
            this.convention = convention;
            return this;
        }

        /**
         * Sets what repeats a call that failed and surely costs nothing, after the client itself has retried it.
         *
         * @param retryTemplate by default nothing
         * @return this builder
         */
        public Builder retryTemplate(RetryTemplate retryTemplate) {
            this.retryTemplate = retryTemplate;
            return this;
        }

        /** {@return the model} */
        public ReplicateImageModel build() {
            return new ReplicateImageModel(this);
        }
    }
}
