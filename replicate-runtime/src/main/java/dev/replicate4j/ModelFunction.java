package dev.replicate4j;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.api.Predictions;
import dev.replicate4j.api.WebhookEvent;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.internal.call.PendingRun;
import dev.replicate4j.internal.call.PredictionService.Mode;
import dev.replicate4j.internal.call.PredictionSpec;
import dev.replicate4j.internal.call.PredictionTarget;
import dev.replicate4j.internal.call.TrackedPrediction;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.lookup.ModelDescription;
import dev.replicate4j.model.ModelException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A model bound to a client, to be called like a function. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * Replicate replicate = Replicate.builder().apiToken(token).build();
 * var fluxDev = replicate.use(FluxDev.MODEL).with(o -> o.timeout(Duration.ofMinutes(2)));
 * List<URLPath> images = fluxDev.call(FluxDev.with("a cat").seed(42));
 * }</pre>
 *
 * @param <I> the input: a generated {@code Input}, or a map by wire names for a model that is used by its name
 * @param <O> the whole output
 * @param <P> one piece of the output, as {@link #stream} yields it
 */
public final class ModelFunction<I, O extends @Nullable Object, P extends @Nullable Object> {

    private final Engine engine;
    private final Binding<I, O, P> binding;
    private final CallOptions options;

    ModelFunction(Engine engine, Binding<I, O, P> binding, CallOptions options) {
        this.engine = engine;
        this.binding = binding;
        this.options = options;
    }

    /** Makes the function of a definition that is at hand. */
    static <I, O extends @Nullable Object, P extends @Nullable Object> ModelFunction<I, O, P> of(
            Engine engine, ModelDefinition<I, O, P> definition) {
        return new ModelFunction<>(engine, Binding.to(definition, engine.decoder()), engine.options());
    }

    /**
     * Returns the same function with options for its calls.
     *
     * @param options changes the options, for example {@code o -> o.timeout(Duration.ofMinutes(2))}
     * @return a changed function
     */
    public ModelFunction<I, O, P> with(UnaryOperator<CallOptions> options) {
        return new ModelFunction<>(engine, binding, options.apply(this.options));
    }

    /**
     * Returns the predictions of the function's client.
     *
     * @return {@code /predictions}, as {@link Replicate#predictions} returns it
     */
    public Predictions predictions() {
        return new Predictions(engine.endpoint());
    }

    /**
     * Returns the model's definition.
     *
     * @return what the client knows of the model; for a function by name this asks Replicate, once
     */
    public ModelDefinition<I, O, P> definition() {
        return Transport.join(binding.definition());
    }

    /**
     * Returns the model's OpenAPI document, as Replicate shows it now: what it takes and returns.
     *
     * @return JSON as plain Java values, unmodified; empty where Replicate shows none. Asked for once per client
     */
    public Map<String, @Nullable Object> openapiSchema() {
        return facts().schema();
    }

    /**
     * Returns a run that the model's author shows.
     *
     * @return the prediction with its input and output; empty where there is none, and for a function by version
     */
    public Optional<Prediction> defaultExample() {
        return Optional.ofNullable(facts().example());
    }

    private ModelDescription facts() {
        return Transport.join(
                binding.definition().thenCompose(definition -> engine.lookup().describe(definition.reference())));
    }

    /**
     * Calls the model and waits for its output. Interrupting the thread cancels the run.
     *
     * @param input the inputs
     * @return the output
     * @throws ModelException if the run failed, was canceled or aborted
     * @throws dev.replicate4j.error.ReplicateException if the call could not be made, or took too long
     */
    public O call(I input) {
        PendingRun pending = start(input, options.syncWindow(), Mode.BLOCKING_CALL);
        return await(pending, output(pending));
    }

    /**
     * Calls the model without holding a thread. Cancelling the future cancels the run.
     *
     * @param input the inputs
     * @return the output to come; fails with what {@link #call} throws
     */
    public CompletableFuture<O> callAsync(I input) {
        PendingRun pending = start(input, options.syncWindow(), Mode.CALL);
        return UserFutures.of(output(pending), pending::abandon, engine.transport());
    }

    /**
     * Starts the model and returns as soon as Replicate has taken the prediction on.
     *
     * @param input the inputs
     * @return the run, to watch, wait for or cancel
     * @throws dev.replicate4j.error.ReplicateException if the run could not be started
     */
    public Run<O, P> create(I input) {
        return created(input, Mode.DETACHED);
    }

    private Run<O, P> created(I input, Mode mode) {
        PendingRun pending = start(input, Duration.ZERO, mode);
        return await(
                pending,
                pending.run()
                        .thenCompose(
                                run -> binding.model().thenApply(model -> new Run<>(run, model, engine.transport()))));
    }

    /**
     * Calls the model and yields its output piece by piece, as it is made. Works for every model: one whose output comes
     * as a whole yields it once.
     *
     * @param input the inputs
     * @return the pieces; closing the iterator before its end cancels the run
     * @throws dev.replicate4j.error.ReplicateException if the run could not be started
     */
    public OutputIterator<P> stream(I input) {
        return created(input, Mode.CALL).stream();
    }

    /**
     * Calls the model for many inputs, some at a time. One call that fails does not end the others.
     *
     * <pre>{@code
     * try (Stream<Outcome<FluxDev.Input, List<URLPath>>> outcomes = fluxDev.callAll(inputs, 8)) {
     *     outcomes.forEach(outcome -> save(outcome.input(), outcome.get()));
     * }
     * }</pre>
     *
     * @param inputs read only as far as calls are made, so there may be any number of them
     * @param concurrency how many calls are under way, or wait to be read, at a time: 1 or more
     * @return the outcomes in the order of the inputs. Lazy: nothing is called before the stream is read. Closing the stream
     *     cancels the calls that are under way
     * @throws InvalidInputException if the concurrency is below 1
     */
    public Stream<Outcome<I, O>> callAll(Iterable<? extends I> inputs, int concurrency) {
        if (concurrency < 1) {
            throw new InvalidInputException("concurrency must be 1 or more, but is " + concurrency + ".");
        }
        ManyCalls<I, O> calls = new ManyCalls<>(inputs.iterator(), concurrency, this::callAsync);
        Spliterator<Outcome<I, O>> outcomes = Spliterators.spliteratorUnknownSize(calls, Spliterator.ORDERED);
        return StreamSupport.stream(outcomes, false).onClose(calls::close);
    }

    /**
     * Makes the request that {@link #create} sends: its files are uploaded, nothing is created yet. For those who record what
     * they are about to pay for; {@link #predictions} sends it.
     *
     * @param input the inputs
     * @return the request to come; fails if a file cannot be sent
     * @throws InvalidInputException if an input cannot be sent
     */
    public CompletableFuture<PredictionRequest> prepare(I input) {
        Map<String, ?> values = WireInput.values(binding.name(), input);
        return binding.model()
                .thenCompose(model -> prepare(model, values, Duration.ZERO))
                .thenApply(this::request);
    }

    private PredictionRequest request(PredictionSpec spec) {
        PredictionRequest request = blank(spec.target()).input(spec.input());
        Duration timeout = options.timeout();
        if (timeout != null) {
            request = request.cancelAfter(PredictionSpec.life(timeout));
        }
        URI webhook = options.webhook();
        return webhook == null
                ? request
                : request.webhook(webhook, options.webhookEvents().toArray(WebhookEvent[]::new));
    }

    private static PredictionRequest blank(PredictionTarget target) {
        if (target instanceof PredictionTarget.OfficialModel model) {
            return PredictionRequest.model(model.name());
        }
        return target instanceof PredictionTarget.PinnedVersion version
                ? PredictionRequest.version(version.id())
                : PredictionRequest.deployment(((PredictionTarget.DeployedModel) target).name());
    }

    /**
     * Decodes an output of the model that was stored as JSON, and puts other paths in the places of its files.
     *
     * @param json parsed JSON, as {@link Prediction#output} returns it
     * @param files gets each file, as this client downloads it, and returns what the output holds in its place: the same, or
     *     one that is {@linkplain URLPath#keptAt kept}
     * @return the typed output
     * @throws dev.replicate4j.error.DecodeException if the output is something else entirely; keeps it
     */
    public O decode(@Nullable Object json, UnaryOperator<URLPath> files) {
        return URLPath.decoder(engine.downloads(), files)
                .whole(Transport.join(binding.model()).output(), json);
    }

    private PendingRun start(I input, Duration syncWindow, Mode mode) {
        Map<String, ?> values = WireInput.values(binding.name(), input);
        CompletableFuture<PredictionSpec> preparing =
                Futures.chain(binding.model(), model -> prepare(model, values, syncWindow));
        return engine.predictions().start(binding.name(), options.timeout(), mode, preparing);
    }

    private CompletableFuture<PredictionSpec> prepare(
            BoundModel<O, P> model, Map<String, ?> values, Duration syncWindow) {
        CompletableFuture<Map<String, @Nullable Object>> json =
                Futures.chain(WireInput.of(values), wire -> engine.inputFiles().encode(wire, options.fileStrategy()));
        return json.thenApply((Map<String, @Nullable Object> input) -> spec(model, input, syncWindow));
    }

    private PredictionSpec spec(BoundModel<O, P> model, Map<String, @Nullable Object> input, Duration syncWindow) {
        List<String> secrets = secrets(model, input);
        return new PredictionSpec(
                model.name(),
                model.target(),
                input,
                syncWindow,
                options.timeout(),
                options.webhook(),
                options.webhookEvents(),
                last -> ModelException.of(model.name(), last, secrets));
    }

    private static List<String> secrets(BoundModel<?, ?> model, Map<String, @Nullable Object> input) {
        List<String> secrets = new ArrayList<>();
        for (String name : model.secrets()) {
            Object secret = input.get(name);
            if (secret != null && !secret.toString().isBlank()) {
                secrets.add(secret.toString());
            }
        }
        return secrets;
    }

    private CompletableFuture<O> output(PendingRun pending) {
        return pending.run().thenCompose(run -> binding.model().thenCompose(model -> output(pending, run, model)));
    }

    private CompletableFuture<O> output(PendingRun pending, TrackedPrediction run, BoundModel<O, P> model) {
        Prediction answer = run.latest();
        if (pending.waited() && model.isResult(answer)) {
            return CompletableFuture.completedFuture(answer).thenApply(model::decode);
        }
        CompletableFuture<Prediction> end = pending.answeredEarly() ? run.endSoon() : run.end();
        return end.thenApply(last -> model.output(run, last));
    }

    private static <T extends @Nullable Object> T await(PendingRun pending, CompletableFuture<T> future) {
        try {
            return Transport.join(future);
        } catch (InterruptedCallException e) {
            throw pending.interrupted(e);
        }
    }
}
