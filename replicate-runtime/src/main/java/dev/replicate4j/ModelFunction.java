package dev.replicate4j;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.api.Predictions;
import dev.replicate4j.api.WebhookEvent;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.internal.call.PendingRun;
import dev.replicate4j.internal.call.PredictionComparison;
import dev.replicate4j.internal.call.PredictionService.Mode;
import dev.replicate4j.internal.call.PredictionSpec;
import dev.replicate4j.internal.call.PredictionTarget;
import dev.replicate4j.internal.call.TrackedPrediction;
import dev.replicate4j.internal.http.Futures;
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
        return new ModelFunction<>(engine, Binding.to(definition, engine), engine.options());
    }

    /**
     * {@return the same function with options for its calls}
     *
     * @param options changes the options, for example {@code o -> o.timeout(Duration.ofMinutes(2))}
     */
    public ModelFunction<I, O, P> with(UnaryOperator<CallOptions> options) {
        return new ModelFunction<>(engine, binding, options.apply(this.options));
    }

    /**
     * {@return the predictions of the function's client: {@code /predictions}, as {@link Replicate#predictions} returns it}
     */
    public Predictions predictions() {
        return new Predictions(engine.endpoint());
    }

    /**
     * Returns the same model or deployment with the types of a definition, which are taken at their word.
     *
     * <pre>{@code
     * var fluxDev = replicate.deployment("acme/our-flux").use(FluxDev.MODEL);
     * }</pre>
     *
     * @param definition a generated class's constant {@code MODEL}
     * @return a typed function that runs at the same place
     */
    public <J, A extends @Nullable Object, B extends @Nullable Object> ModelFunction<J, A, B> use(
            ModelDefinition<J, A, B> definition) {
        return new ModelFunction<>(engine, Binding.to(definition, binding, engine), options);
    }

    /** {@return the model's definition} For a function by name or a deployment, this asks Replicate, once per client. */
    public ModelDefinition<I, O, P> definition() {
        return Futures.join(binding.definition());
    }

    /**
     * {@return the model's OpenAPI document, as Replicate shows it now: plain Java values, unmodified} It is empty where
     * Replicate shows none. Asked for once per client.
     */
    public Map<String, @Nullable Object> openapiSchema() {
        return Futures.join(schema());
    }

    /** {@return what {@link #openapiSchema} returns, without blocking} */
    public CompletableFuture<Map<String, @Nullable Object>> openapiSchemaAsync() {
        return engine.transport().published(schema());
    }

    private CompletableFuture<Map<String, @Nullable Object>> schema() {
        return binding.definition()
                .thenCompose(definition -> engine.lookup().describe(definition.reference()))
                .thenApply(ModelDescription::schema);
    }

    /** {@return the run that the model's page shows, with input and output; empty where there is none} */
    public Optional<Prediction> defaultExample() {
        return Futures.join(example());
    }

    /** {@return what {@link #defaultExample} returns, without blocking} */
    public CompletableFuture<Optional<Prediction>> defaultExampleAsync() {
        return engine.transport().published(example());
    }

    /** The model has the example; its versions have none. */
    private CompletableFuture<Optional<Prediction>> example() {
        return binding.definition()
                .thenCompose(definition -> engine.lookup().describe(definition.ref()))
                .thenApply(model -> Optional.ofNullable(model.example()));
    }

    /**
     * Calls the model and blocks until its output is there. Interrupting the thread cancels the run.
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

    /** {@return what {@link #call} returns, without blocking} Cancelling the future cancels the run. */
    public CompletableFuture<O> callAsync(I input) {
        PendingRun pending = start(input, options.syncWindow(), Mode.CALL);
        return UserFutures.of(output(pending), pending::abandon, engine.transport());
    }

    /**
     * Starts the model and returns as soon as Replicate has created the prediction.
     *
     * @param input the inputs
     * @return the run, to await, poll or cancel
     * @throws dev.replicate4j.error.ReplicateException if the run could not be started
     */
    public Run<O, P> create(I input) {
        return created(input, Mode.DETACHED);
    }

    private Run<O, P> created(I input, Mode mode) {
        PendingRun pending = start(input, Duration.ZERO, mode);
        return await(pending, mode == Mode.DETACHED ? told(pending, run(pending)) : streamed(pending));
    }

    /**
     * {@return what {@link #create} returns, without blocking} Cancelling the future before it is complete cancels
     * the run.
     */
    public CompletableFuture<Run<O, P>> createAsync(I input) {
        PendingRun pending = start(input, Duration.ZERO, Mode.DETACHED);
        return UserFutures.of(told(pending, run(pending)), pending::abandon, engine.transport());
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
     * {@return what {@link #stream} returns, without blocking: as soon as the run was created} Cancelling the future
     * before it is complete cancels the run.
     */
    public CompletableFuture<OutputIterator<P>> streamAsync(I input) {
        PendingRun pending = start(input, Duration.ZERO, Mode.CALL);
        return UserFutures.of(streamed(pending).thenApply(Run::stream), pending::abandon, engine.transport());
    }

    /**
     * Calls the model for many inputs, several at a time. One call that fails does not end the others.
     *
     * <pre>{@code
     * try (var outcomes = fluxDev.callAll(inputs, 8)) {
     *     outcomes.forEach(outcome -> save(outcome.input(), outcome.get()));
     * }
     * }</pre>
     *
     * @param inputs read only as far as calls are made, so there may be any number of them
     * @param concurrency how many calls are under way, or wait to be read, at a time: 1 or more
     * @return the outcomes in the order of the inputs. Lazy: nothing is called before the stream is read. Closing the stream
     *     cancels the calls that are under way
     * @throws IllegalArgumentException if the concurrency is below 1
     */
    public Stream<Outcome<I, O>> callAll(Iterable<? extends I> inputs, int concurrency) {
        return callAll(inputs, concurrency, true);
    }

    /**
     * Does what {@link #callAll} does, but gives each outcome as soon as its call has ended, so that a slow one does not hold
     * up the others.
     *
     * @param inputs as for {@link #callAll}
     * @param concurrency as for {@link #callAll}
     * @return the outcomes in the order in which the calls end
     * @throws IllegalArgumentException if the concurrency is below 1
     */
    public Stream<Outcome<I, O>> callAllUnordered(Iterable<? extends I> inputs, int concurrency) {
        return callAll(inputs, concurrency, false);
    }

    private Stream<Outcome<I, O>> callAll(Iterable<? extends I> inputs, int concurrency, boolean ordered) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be 1 or more, but is " + concurrency + ".");
        }
        ManyCalls<I, O> calls = new ManyCalls<>(inputs.iterator(), concurrency, ordered, this::started);
        Spliterator<Outcome<I, O>> outcomes =
                Spliterators.spliteratorUnknownSize(calls, ordered ? Spliterator.ORDERED : 0);
        return StreamSupport.stream(outcomes, false).onClose(calls::close);
    }

    /**
     * Makes the request that {@link #create} sends: its files are uploaded, nothing is created yet. For those who record what
     * they are about to pay for; {@link #predictions} sends it.
     *
     * @param input the inputs
     * @return the request to come; fails if an input cannot be sent
     */
    public CompletableFuture<PredictionRequest> prepare(I input) {
        return preparing(input, Duration.ZERO).thenApply(this::request);
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

    /**
     * Tells whether a prediction is the one that a request of this function has created, by the rules that a call has when its
     * answer was lost: the API may show a target or an input in another form than it was sent.
     *
     * @param request what {@link #prepare} has made
     * @param prediction one of the account's, as the API shows it
     * @return true if all is shown as it was sent, false if it surely is another; empty if nobody can tell
     */
    public Optional<Boolean> isOf(PredictionRequest request, Prediction prediction) {
        PredictionTarget target = Futures.join(binding.model()).target();
        return switch (PredictionComparison.of(target, request.input(), prediction)) {
            case EQUAL -> Optional.of(true);
            case DIFFERENT -> Optional.of(false);
            case UNCERTAIN -> Optional.empty();
        };
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
                .whole(Futures.join(binding.model()).output(), json);
    }

    private ManyCalls.Started<I, O> started(I input) {
        PendingRun pending = start(input, options.syncWindow(), Mode.CALL);
        CompletableFuture<O> output = UserFutures.of(output(pending), pending::abandon, engine.transport());
        return new ManyCalls.Started<>(input, output, pending::latest);
    }

    private PendingRun start(I input, Duration syncWindow, Mode mode) {
        Object call;
        CompletableFuture<PredictionSpec> preparing;
        try {
            call = engine.settings().runListener.starting(binding.name());
            preparing = preparing(input, syncWindow);
        } catch (RuntimeException e) { // the listener refuses the call
            call = null;
            preparing = CompletableFuture.failedFuture(e);
        }
        return engine.predictions().start(binding.name(), call, options.timeout(), mode, preparing);
    }

    /** Tells the listener when a call has ended, before its caller learns of it. */
    private <T extends @Nullable Object> CompletableFuture<T> told(PendingRun pending, CompletableFuture<T> result) {
        if (pending.call() == null) {
            return result;
        }
        CompletableFuture<T> told = new CompletableFuture<>();
        result.whenComplete((value, thrown) -> {
            Throwable failure = thrown == null ? null : Futures.unwrap(thrown);
            engine.ended(pending, failure);
            if (failure == null) {
                told.complete(value);
            } else {
                told.completeExceptionally(failure);
            }
        });
        return told;
    }

    /** A stream's call ends with its run. */
    private CompletableFuture<Run<O, P>> streamed(PendingRun pending) {
        CompletableFuture<Run<O, P>> run = run(pending);
        told(pending, run.thenCompose(created -> pending.run()).thenCompose(TrackedPrediction::succeeded));
        return run;
    }

    /** Whatever is wrong with the inputs fails the call, and is not thrown here. */
    private CompletableFuture<PredictionSpec> preparing(I input, Duration syncWindow) {
        try {
            Map<String, ?> values = InputValues.of(binding.name(), input);
            return Futures.chain(
                    Futures.chain(binding.checked(values), checked -> binding.model()),
                    model -> spec(model, values, syncWindow));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<PredictionSpec> spec(BoundModel<O, P> model, Map<String, ?> values, Duration syncWindow) {
        CompletableFuture<Map<String, @Nullable Object>> json =
                engine.inputs().encode(model.name(), values, options.fileStrategy());
        return json.thenApply((Map<String, @Nullable Object> input) -> new PredictionSpec(
                model.name(),
                model.target(),
                input,
                syncWindow,
                options.timeout(),
                options.webhook(),
                options.webhookEvents(),
                options.request(),
                last -> ModelException.of(model.name(), last, secrets(model, input))));
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

    private CompletableFuture<Run<O, P>> run(PendingRun pending) {
        return pending.run()
                .thenCompose(run ->
                        binding.model(run.latest()).thenApply(model -> new Run<>(run, model, engine.transport())));
    }

    private CompletableFuture<O> output(PendingRun pending) {
        return told(
                pending,
                pending.run()
                        .thenCompose(
                                run -> binding.model(run.latest()).thenCompose(model -> output(pending, run, model))));
    }

    private CompletableFuture<O> output(PendingRun pending, TrackedPrediction run, BoundModel<O, P> model) {
        Prediction answer = run.latest();
        if (pending.waited() && model.isResult(answer)) {
            return CompletableFuture.completedFuture(answer).thenApply(model::decode);
        }
        CompletableFuture<Prediction> end = pending.answeredEarly() ? run.endSoon() : run.end();
        return end.thenApply(last -> run.output(model, last));
    }

    private static <T extends @Nullable Object> T await(PendingRun pending, CompletableFuture<T> future) {
        try {
            return Futures.join(future);
        } catch (InterruptedCallException e) {
            throw pending.interrupted(e);
        }
    }
}
