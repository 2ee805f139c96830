package dev.replicate4j.spring.ai;

import dev.replicate4j.CallOptions;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Outcome;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.Replicate;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.InvalidInputException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.observation.ChatModelObservationConvention;
import org.springframework.ai.chat.observation.ChatModelObservationDocumentation;
import org.springframework.ai.chat.observation.DefaultChatModelObservationConvention;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.retry.RetryUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.retry.RetryTemplate;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Chats with a text model of Replicate. Works with every model whose output is a text, streamed or not.
 *
 * <pre>{@code
 * ChatModel llama = ReplicateChatModel.builder(replicate, Llama3.MODEL).build();
 * String answer = ChatClient.create(llama).prompt("tell me a story").call().content();
 * Flux<String> words = ChatClient.create(llama).prompt("tell me a story").stream().content();
 * }</pre>
 *
 * <p>Messages become inputs as {@link ChatPromptMapper#standard} says. Options become inputs where the model's schema has them;
 * those that it does not have are an error that names them, before anything is sent. Cancelling the subscription of a stream
 * cancels the run. What may have been billed fails with a {@link org.springframework.ai.retry.NonTransientAiException}, which
 * Spring AI does not retry.
 */
public final class ReplicateChatModel implements ChatModel {

    private static final String PROVIDER = "replicate";
    private static final ChatModelObservationConvention CONVENTION = new DefaultChatModelObservationConvention();
    private static final ChatGenerationMetadata FINISHED =
            ChatGenerationMetadata.builder().finishReason("STOP").build();

    private final AiModel model;
    private final ReplicateChatOptions options;
    private final ChatPromptMapper mapper;
    private final ObservationRegistry registry;
    private final @Nullable ChatModelObservationConvention convention;
    private final @Nullable RetryTemplate retryTemplate;

    private ReplicateChatModel(Builder builder) {
        this.model = builder.model;
        this.options = builder.options.mutate().model(builder.model.name()).build();
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
     *     ClassPathResource("replicate/meta/meta-llama-3-8b-instruct.json")}
     * @return a builder
     * @throws IllegalArgumentException if the resource is no pin
     */
    public static Builder builder(Replicate replicate, Resource pin) {
        return new Builder(AiModel.of(replicate, PinResource.read(pin)));
    }

    /**
     * Calls the model and blocks until its answer is whole.
     *
     * @param prompt the messages, with options that take the place of those of this model
     * @return the answer; its metadata has the prediction's id and a {@link ReplicateUsage}
     * @throws org.springframework.ai.retry.NonTransientAiException if a retry does not help or could be billed again
     * @throws org.springframework.ai.retry.TransientAiException if the call failed and surely costs nothing
     */
    @Override
    public ChatResponse call(Prompt prompt) {
        Prompt request = withOptions(prompt);
        ChatModelObservationContext context = context(request, false);
        return observation(context).observe(() -> {
            ChatResponse response = retryTemplate == null
                    ? attempt(request)
                    : RetryUtils.execute(retryTemplate, () -> attempt(request));
            context.setResponse(response);
            return response;
        });
    }

    private ChatResponse attempt(Prompt request) {
        try {
            AiModelSchema schema = AiModel.await(schema());
            Outcome<Map<String, ?>, @Nullable Object> outcome = model.call(inputs(request, schema));
            String text = text(outcome.get());
            Prediction prediction = outcome.prediction();
            if (prediction == null) {
                throw new IllegalStateException("A call of " + model.name() + " has an output and no prediction.");
            }
            return response(text, FINISHED, model.measured(prediction));
        } catch (RuntimeException e) {
            throw AiFailures.of(e);
        }
    }

    /**
     * Calls the model with each subscription and publishes its answer as it is generated, no faster than it is requested.
     * Cancelling the subscription cancels the run. Nothing is repeated after a failure.
     *
     * @param prompt the messages, with options that take the place of those of this model
     * @return the pieces, with a last one that is empty and has the {@link ReplicateUsage}; fails as {@link #call} does
     */
    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.deferContextual(subscriber -> {
            Prompt request = withOptions(prompt);
            ChatModelObservationContext context = context(request, true);
            Observation observation = observation(context);
            observation.parentObservation(subscriber.getOrDefault(ObservationThreadLocalAccessor.KEY, null));
            observation.start();
            Flux<ChatResponse> pieces = Mono.fromFuture(this::schema)
                    .flatMapMany(schema -> pieces(inputs(request, schema), observation))
                    .onErrorMap(AiFailures::of)
                    .doOnError(observation::error)
                    .doFinally(signal -> observation.stop())
                    .contextWrite(inner -> inner.put(ObservationThreadLocalAccessor.KEY, observation));
            return new MessageAggregator().aggregate(pieces, context::setResponse);
        });
    }

    private Flux<ChatResponse> pieces(Map<String, Object> inputs, Observation observation) {
        // The client's own observations are within this one.
        CompletableFuture<OutputIterator<Object>> opening =
                Objects.requireNonNull(observation.scoped(() -> model.stream(inputs)));
        // Cancelling the future gives the call up; once the output is open, closing it does.
        return Mono.fromFuture(opening)
                .flatMapMany(ReplicateChatModel::responses)
                .doOnCancel(() -> opening.thenAccept(OutputIterator::close));
    }

    private static Flux<ChatResponse> responses(OutputIterator<Object> pieces) {
        return JdkFlowAdapter.flowPublisherToFlux(pieces.publisher())
                .map(piece -> response(text(piece), ChatGenerationMetadata.NULL, pieces.prediction()))
                .concatWith(Mono.fromSupplier(() -> response("", FINISHED, pieces.prediction())))
                .onErrorMap(AiFailures::afterCreation);
    }

    private static ChatResponse response(String text, ChatGenerationMetadata generation, Prediction prediction) {
        ChatResponseMetadata.Builder metadata = ChatResponseMetadata.builder()
                .id(prediction.id())
                .model(prediction.model().orElse(""))
                .usage(new ReplicateUsage(prediction));
        PredictionMetadata.of(prediction).forEach(metadata::keyValue);
        return new ChatResponse(List.of(new Generation(new AssistantMessage(text), generation)), metadata.build());
    }

    private static String text(@Nullable Object output) {
        return output == null ? "" : output instanceof List<?> parts ? joined(parts) : output.toString();
    }

    private static String joined(List<?> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(text(part)));
        return text.toString();
    }

    private CompletableFuture<AiModelSchema> schema() {
        return model.schema(AiModelSchema::returnsText, "a text");
    }

    private Map<String, Object> inputs(Prompt request, AiModelSchema schema) {
        if (!(request.getOptions() instanceof ReplicateChatOptions merged)) {
            throw new IllegalStateException("The options were merged before.");
        }
        String named = merged.getModel();
        if (named != null && !named.equals(model.name())) {
            throw new InvalidInputException("The options name the model " + named
                    + ", but this ReplicateChatModel calls " + model.name() + ". Make another one for that model.");
        }
        if (request.getInstructions().isEmpty()) {
            throw new InvalidInputException("The prompt has no message. Nothing was sent.");
        }
        Map<String, Object> inputs = new LinkedHashMap<>(ChatOptionsMapping.inputs(merged, schema));
        inputs.putAll(mapper.inputs(request.getInstructions(), schema));
        return schema.checked(inputs);
    }

    /** ChatClient starts from this model's own options; others may not know them. */
    private Prompt withOptions(Prompt prompt) {
        return new Prompt(
                prompt.getInstructions(),
                options.mutate().with(prompt.getOptions()).build());
    }

    private ChatModelObservationContext context(Prompt request, boolean streaming) {
        return ChatModelObservationContext.builder()
                .prompt(request)
                .provider(PROVIDER)
                .streaming(streaming)
                .build();
    }

    private Observation observation(ChatModelObservationContext context) {
        return ChatModelObservationDocumentation.CHAT_MODEL_OPERATION.observation(
                convention, CONVENTION, () -> context, registry);
    }

    /** {@return the options that calls have unless their prompts have others} */
    @Override
    public ChatOptions getOptions() {
        return options;
    }

    /** Returns the model's name. */
    @Override
    public String toString() {
        return "ReplicateChatModel[" + model.name() + "]";
    }

    /** Builds chat models. May be used again; not thread-safe. */
    public static final class Builder {

        private AiModel model;
        private ReplicateChatOptions options = ReplicateChatOptions.builder().build();
        private ChatPromptMapper mapper = ChatPromptMapper.standard();
        private ObservationRegistry registry = ObservationRegistry.NOOP;
        private @Nullable ChatModelObservationConvention convention;
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
        public Builder options(ChatOptions options) {
            this.options = ReplicateChatOptions.builder().with(options).build();
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
         * @param mapper {@link ChatPromptMapper#standard} by default
         * @return this builder
         */
        public Builder promptMapper(ChatPromptMapper mapper) {
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
        public Builder observationConvention(ChatModelObservationConvention convention) {
            this.convention = convention;
            return this;
        }

        /**
         * Sets what repeats a call that failed and surely costs nothing, after the client itself has retried it. Streams are
         * not repeated.
         *
         * @param retryTemplate by default nothing
         * @return this builder
         */
        public Builder retryTemplate(RetryTemplate retryTemplate) {
            this.retryTemplate = retryTemplate;
            return this;
        }

        /** {@return the model} */
        public ReplicateChatModel build() {
            return new ReplicateChatModel(this);
        }
    }
}
