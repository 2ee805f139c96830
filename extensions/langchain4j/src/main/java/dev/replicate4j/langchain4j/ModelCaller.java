package dev.replicate4j.langchain4j;

import dev.langchain4j.exception.LangChain4jException;
import dev.replicate4j.CallOptions;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelFunction;
import dev.replicate4j.Outcome;
import dev.replicate4j.Replicate;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.model.OutputType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A model that is called with inputs by wire name. Its failures are LangChain4j's exceptions. */
final class ModelCaller {

    private static final System.Logger LOG = System.getLogger(ModelCaller.class.getName());

    private final String model;
    private final ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object> function;

    private ModelCaller(String model, ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object> function) {
        this.model = model;
        this.function = function;
    }

    static ModelCaller of(
            Replicate replicate, ModelDefinition<?, ?, ?> definition, UnaryOperator<CallOptions> options) {
        return new ModelCaller(
                definition.ref().model(), replicate.use(byWireName(definition)).with(options));
    }

    /** The same model with the same output, whose inputs are a map. */
    @SuppressWarnings("unchecked") // whatever is decoded is an Object
    private static ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> byWireName(
            ModelDefinition<?, ?, ?> definition) {
        OutputType<@Nullable Object, @Nullable Object> output =
                (OutputType<@Nullable Object, @Nullable Object>) definition.output();
        String name = definition.ref().model();
        String version = definition.version().orElse("");
        ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> untyped = definition.isOfficial()
                ? ModelDefinition.official(name, version, output)
                : ModelDefinition.versioned(name, version, output);
        return untyped.secrets(definition.secrets().toArray(String[]::new));
    }

    /** {@return {@code owner/name}} */
    String model() {
        return model;
    }

    /** {@return the model's inputs, which Replicate is asked for once per client} */
    ModelInputSchema schema() {
        try {
            return ModelInputSchema.of(model, function.openapiSchema());
        } catch (RuntimeException e) {
            throw LangChainFailures.of(e, null);
        }
    }

    /**
     * Calls the model and blocks until its output is there.
     *
     * @param reading reads the output
     * @return what was read
     * @throws LangChain4jException retriable only if surely nothing was created
     */
    <T> T call(Map<String, Object> input, Function<FinishedRun, T> reading) {
        Outcome<Map<String, ?>, @Nullable Object> outcome = outcome(input);
        Prediction prediction = outcome.prediction();
        try {
            FinishedRun run = new FinishedRun(model, outcome.get(), Objects.requireNonNull(prediction));
            return reading.apply(run.prediction().status().isTerminal() ? run : measured(run));
        } catch (RuntimeException e) { // what is paid is not to be called again, whatever is wrong with it
            throw LangChainFailures.of(e, prediction);
        }
    }

    /**
     * Calls the model and hands its pieces on as they are made. Returns at once.
     *
     * @param run receives the pieces, and what goes wrong
     * @param input makes the inputs by the model's schema
     */
    void start(StreamedRun run, Function<ModelInputSchema, Map<String, Object>> input) {
        function.openapiSchemaAsync()
                .thenApply(document -> input.apply(ModelInputSchema.of(model, document)))
                .whenComplete((values, failure) -> {
                    if (failure != null) {
                        run.onError(failure);
                    } else if (!run.isCancelled()) {
                        create(values, run);
                    }
                });
    }

    private void create(Map<String, Object> input, StreamedRun run) {
        try {
            run.follow(function.streamAsync(input));
        } catch (RuntimeException e) { // an input that cannot be sent
            run.onError(e);
        }
    }

    private Outcome<Map<String, ?>, @Nullable Object> outcome(Map<String, Object> input) {
        try (Stream<Outcome<Map<String, ?>, @Nullable Object>> outcomes = function.callAll(List.of(input), 1)) {
            return outcomes.findFirst().orElseThrow();
        } catch (RuntimeException e) {
            throw LangChainFailures.of(e, null);
        }
    }

    /** The answer to a create has the output, but not yet the URLs of its files, nor what was measured. */
    private FinishedRun measured(FinishedRun run) {
        try {
            Prediction latest = function.predictions().get(run.prediction().id());
            return latest.status().isTerminal() && latest.output() != null
                    ? new FinishedRun(model, function.decode(latest.output(), file -> file), latest)
                    : run;
        } catch (RuntimeException e) { // also where the client has been closed meanwhile
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "The output of " + run.prediction().id() + " is there, but its measurements could not be read: "
                            + e.getMessage());
            return run;
        }
    }
}
