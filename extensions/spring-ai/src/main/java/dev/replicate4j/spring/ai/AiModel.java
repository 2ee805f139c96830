package dev.replicate4j.spring.ai;

import dev.replicate4j.CallOptions;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelFunction;
import dev.replicate4j.Outcome;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.Replicate;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.InvalidInputException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A model as Spring AI's models call it: inputs by wire name, checked by its schema; outputs as they come. */
final class AiModel {

    private static final Logger LOGGER = System.getLogger("dev.replicate4j.spring.ai");

    private final String name;
    private final ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object> function;
    private final Supplier<CompletableFuture<AiModelSchema>> schema;

    private AiModel(
            String name,
            ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object> function,
            Supplier<CompletableFuture<AiModelSchema>> schema) {
        this.name = name;
        this.function = function;
        this.schema = schema;
    }

    /** A model of a generated class: its version is known, its schema is asked for once per client. */
    static AiModel of(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
        return shownByReplicate(definition.ref().model(), untyped(replicate, definition));
    }

    /** A model that is known by its name: all is asked for once per client. */
    static AiModel of(Replicate replicate, String ref) {
        return shownByReplicate(ref, replicate.use(ref));
    }

    /** A model whose pin is at hand: nothing is asked for. */
    static AiModel of(Replicate replicate, PinResource pin) {
        AiModelSchema schema = pin.schema();
        return new AiModel(
                schema.model(), untyped(replicate, pin.definition()), () -> CompletableFuture.completedFuture(schema));
    }

    private static AiModel shownByReplicate(
            String name, ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object> function) {
        return new AiModel(
                name,
                function,
                () -> function.openapiSchemaAsync().thenApply(openapi -> AiModelSchema.of(name, openapi)));
    }

    @SuppressWarnings("unchecked") // outputs are only ever given, and every output is an Object
    private static ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object> untyped(
            Replicate replicate, ModelDefinition<?, ?, ?> definition) {
        return (ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object>)
                replicate.use(withMapsForInputs(definition));
    }

    private static ModelDefinition<Map<String, ?>, ?, ?> withMapsForInputs(ModelDefinition<?, ?, ?> definition) {
        String model = definition.ref().model();
        String version = definition.version().orElse("");
        ModelDefinition<Map<String, ?>, ?, ?> same = definition.isOfficial()
                ? ModelDefinition.official(model, version, definition.output())
                : ModelDefinition.versioned(model, version, definition.output());
        return same.secrets(definition.secrets().toArray(String[]::new));
    }

    AiModel with(UnaryOperator<CallOptions> options) {
        return new AiModel(name, function.with(options), schema);
    }

    /** {@return {@code owner/name}, perhaps with a version} */
    String name() {
        return name;
    }

    /** Returns the schema, once it is known that the output can be what is wanted of it. */
    CompletableFuture<AiModelSchema> schema(Predicate<AiModelSchema> returns, String wanted) {
        return schema.get().thenApply(known -> {
            if (!returns.test(known)) {
                throw new InvalidInputException(
                        name + " does not return " + wanted + ", says its schema. Nothing was sent.");
            }
            return known;
        });
    }

    /** Calls the model and blocks until it has ended. */
    Outcome<Map<String, ?>, @Nullable Object> call(Map<String, Object> inputs) {
        try (Stream<Outcome<Map<String, ?>, @Nullable Object>> outcomes = function.callAll(List.of(inputs), 1)) {
            Outcome<Map<String, ?>, @Nullable Object> outcome =
                    outcomes.findFirst().orElseThrow();
            RuntimeException failure = outcome.failure();
            if (failure != null && outcome.prediction() != null) {
                throw AiFailures.afterCreation(failure);
            }
            return outcome;
        }
    }

    /** Calls the model; the pieces of a text are never null. */
    @SuppressWarnings({"unchecked", "NullAway"})
    CompletableFuture<OutputIterator<Object>> stream(Map<String, Object> inputs) {
        return (CompletableFuture<OutputIterator<Object>>) (CompletableFuture<?>) function.streamAsync(inputs);
    }

    /**
     * Returns a prediction with its metrics. An output that comes with the answer to the create is the end of a call, but the
     * metrics come a moment later. Whatever is wrong then does not lose an output that is paid for.
     */
    Prediction measured(Prediction prediction) {
        if (prediction.metrics().predictTime().isPresent()) {
            return prediction;
        }
        try {
            return function.predictions().get(prediction.id());
        } catch (RuntimeException e) { // also where the client has been closed meanwhile
            LOGGER.log(Level.DEBUG, "The metrics of prediction " + prediction.id() + " are unknown.", e);
            return prediction;
        }
    }

    /** Decodes an output of a prediction of this model. */
    @Nullable Object decode(@Nullable Object json) {
        return function.decode(json, UnaryOperator.identity());
    }

    /** Blocks until a future is complete, and throws what it fails with. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
