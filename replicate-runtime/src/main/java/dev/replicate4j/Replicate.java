package dev.replicate4j;

import dev.replicate4j.api.Accounts;
import dev.replicate4j.api.Deployments;
import dev.replicate4j.api.HardwareCatalog;
import dev.replicate4j.api.ModelCollections;
import dev.replicate4j.api.Models;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Predictions;
import dev.replicate4j.api.Search;
import dev.replicate4j.api.SearchResult;
import dev.replicate4j.api.Trainings;
import dev.replicate4j.api.UploadedFiles;
import dev.replicate4j.api.Webhooks;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A client of Replicate: an account, and how requests are sent. Immutable and safe for use by several threads; one for a
 * whole application is enough. Making one is cheap: connections and threads are made when first needed.
 *
 * <pre>{@code
 * try (Replicate replicate = Replicate.builder().apiToken(token).build()) {
 *     List<URLPath> images = replicate.use(FluxDev.MODEL).call(FluxDev.with("a cat"));
 * }
 * }</pre>
 *
 * <p>{@code FluxDev.call("a cat")} and its like use the {@linkplain #defaultClient() default client}, which has the token of
 * the environment variable {@code REPLICATE_API_TOKEN}.
 */
public final class Replicate implements AutoCloseable {

    private final Engine engine;

    Replicate(Engine engine) {
        this.engine = engine;
    }

    /** {@return a new builder of clients} Settings that it is not given are those of {@link #fromEnvironment}. */
    public static ReplicateBuilder builder() {
        return new ReplicateBuilder(new ClientSettings());
    }

    /**
     * Makes a client of what the environment says: the variables {@code REPLICATE_API_TOKEN} and
     * {@code REPLICATE_BASE_URL}. A missing token is an error with the first request to the API, not before.
     *
     * @return a new client
     */
    public static Replicate fromEnvironment() {
        return builder().build();
    }

    /**
     * {@return the client that generated classes use: the one of {@link #setDefaultClient}, or one {@linkplain #fromEnvironment of the environment}}
     */
    public static Replicate defaultClient() {
        return DefaultClient.client(Replicate.class, Replicate::new);
    }

    /**
     * Sets the client that generated classes use from now on. Calls under way stay with theirs. Makes no client.
     *
     * @param client the new default; null for one of the environment, made when it is first needed
     * @return the one before, not closed, so that it can be put back; null where none was needed yet
     */
    public static @Nullable Replicate setDefaultClient(@Nullable Replicate client) {
        DefaultClient.Current previous = DefaultClient.set(client == null ? null : client.asDefault());
        if (previous == null) {
            return null;
        }
        return previous.client() instanceof Replicate replicate ? replicate : new Replicate(previous.engine());
    }

    private DefaultClient.Current asDefault() {
        return new DefaultClient.Current(engine, this);
    }

    /** {@return a new builder with this client's settings, to make another client that differs in some} */
    public ReplicateBuilder toBuilder() {
        return new ReplicateBuilder(engine.settings().copy());
    }

    /**
     * Returns a model as a function of this client.
     *
     * @param definition a generated class's constant {@code MODEL}
     * @return the function; nothing is requested
     */
    public <I, O extends @Nullable Object, P extends @Nullable Object> ModelFunction<I, O, P> use(
            ModelDefinition<I, O, P> definition) {
        return ModelFunction.of(engine, definition);
    }

    /**
     * Returns a model as an untyped function of this client: it takes a map of inputs by wire name, and returns a text of a
     * model that makes a text piece by piece, {@link URLPath}s where the model's schema says that there are files, and else
     * what JSON becomes in Java (see {@link OutputType#any}).
     *
     * <pre>{@code
     * Object output = replicate.use("acme/some-model").call(Map.of("prompt", "a cat"));
     * }</pre>
     *
     * @param ref {@code owner/name} for an official model or the latest version of another; {@code owner/name:version}; or the
     *     64 hexadecimal digits of a version. The model is looked up with the first call, once for as long as the client lives;
     *     that of a bare version after its first prediction was created
     * @return the function
     * @throws IllegalArgumentException if the reference has another form
     */
    public ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object> use(String ref) {
        return new ModelFunction<>(
                engine,
                LateBinding.isVersionId(ref)
                        ? LateBinding.version(ref, engine)
                        : Binding.byName(ModelRef.parse(ref), engine),
                engine.options());
    }

    /**
     * Returns an instance of an interface of yours, whose methods call a model.
     *
     * <pre>{@code
     * @ModelName("black-forest-labs/flux-dev")
     * interface Flux {
     *     List<URLPath> call(@In("prompt") String prompt, @In("seed") @Nullable Long seed);
     * }
     *
     * List<URLPath> images = replicate.use(Flux.class).call("a cat", null);
     * }</pre>
     *
     * <p>A method's parameters are inputs; null leaves an input out. It returns the output as a {@link String}, {@code long},
     * {@code double}, {@code boolean}, {@link URLPath}, record, {@link Object}, or a {@link List} or {@link Map} of these; or
     * a {@link Run} or an {@link OutputIterator} of it, or a {@link CompletableFuture} of any of these. Default methods work
     * as everywhere.
     *
     * @param type an interface with the annotation {@link ModelName}. A parameter is the input that its annotation {@link In}
     *     names; without one, where the interface is compiled with {@code -parameters}, the input of its name
     *     ({@code numOutputs} is {@code num_outputs}). With the first call the interface is checked against the model as
     *     Replicate shows it, before any prediction is created
     * @return an instance; nothing is requested
     * @throws IllegalArgumentException if the interface is not of that form; names everything that is wrong. The first call
     *     throws it if the interface does not fit the model
     */
    public <T> T use(Class<T> type) {
        return UserInterface.of(type, engine);
    }

    /**
     * Calls a model by its name and waits for its output: {@code use(ref).call(input)}.
     *
     * @param ref as for {@link #use(String)}
     * @param input inputs by wire name
     * @return the output
     * @throws ModelException if the run failed, was canceled or aborted
     */
    public @Nullable Object run(String ref, Map<String, ?> input) {
        return use(ref).call(input);
    }

    /** {@return what {@link #run} returns, without blocking} Cancelling the future cancels the run. */
    public CompletableFuture<@Nullable Object> runAsync(String ref, Map<String, ?> input) {
        return use(ref).callAsync(input);
    }

    /**
     * Calls a model by its name and yields its output as it is made: {@code use(ref).stream(input)}.
     *
     * @param ref as for {@link #use(String)}
     * @param input inputs by wire name
     * @return the pieces; closing the iterator before its end cancels the run
     */
    public OutputIterator<@Nullable Object> stream(String ref, Map<String, ?> input) {
        return use(ref).stream(input);
    }

    /** {@return what {@link #stream} returns, without blocking: as soon as the run was created} */
    public CompletableFuture<OutputIterator<@Nullable Object>> streamAsync(String ref, Map<String, ?> input) {
        return use(ref).streamAsync(input);
    }

    /**
     * Returns what a deployment runs as an untyped function, see {@link #use(String)}. For a typed one:
     *
     * <pre>{@code
     * var fluxDev = replicate.deployment("acme/our-flux").use(FluxDev.MODEL);
     * List<URLPath> images = fluxDev.call(FluxDev.with("a cat"));
     * }</pre>
     *
     * @param name {@code owner/name} of the deployment
     * @return the function; nothing is requested
     * @throws IllegalArgumentException if the name has another form
     */
    public ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object> deployment(String name) {
        return new ModelFunction<>(engine, LateBinding.deployment(ModelRef.parse(name), engine), engine.options());
    }

    /**
     * Picks up a run that was started before, perhaps in another process. Its model is looked up, once per client.
     *
     * @param id the prediction's id
     * @return the run, with outputs as those of {@link #use(String)}
     * @throws dev.replicate4j.error.NotFoundException if there is no such prediction
     */
    public Run<@Nullable Object, @Nullable Object> resume(String id) {
        return resume(predictions().get(id));
    }

    /** {@return what {@link #resume(String)} returns, without blocking} */
    public CompletableFuture<Run<@Nullable Object, @Nullable Object>> resumeAsync(String id) {
        return predictions()
                .getAsync(id)
                .thenCompose(prediction ->
                        LateBinding.of(prediction, engine).thenApply(model -> Run.resumed(engine, model, prediction)));
    }

    /**
     * Picks up a run of which a prediction is at hand, from a list or a webhook. Its model is looked up, once per client.
     *
     * @param prediction the prediction as it was seen
     * @return the run, with outputs as those of {@link #use(String)}
     */
    public Run<@Nullable Object, @Nullable Object> resume(Prediction prediction) {
        return Run.resumed(engine, Futures.join(LateBinding.of(prediction, engine)), prediction);
    }

    /**
     * Picks up a run that was started before, perhaps in another process.
     *
     * @param definition the model that runs
     * @param id the prediction's id
     * @return the run, typed
     * @throws dev.replicate4j.error.NotFoundException if there is no such prediction
     */
    public <O extends @Nullable Object, P extends @Nullable Object> Run<O, P> resume(
            ModelDefinition<?, O, P> definition, String id) {
        return resume(definition, predictions().get(id));
    }

    /**
     * Picks up a run of which a prediction is at hand, from a list or a webhook. Nothing is requested.
     *
     * @param definition the model that runs
     * @param prediction the run as it was seen
     * @return the run, typed
     */
    public <O extends @Nullable Object, P extends @Nullable Object> Run<O, P> resume(
            ModelDefinition<?, O, P> definition, Prediction prediction) {
        return Run.resumed(engine, definition.bound(engine.decoder()), prediction);
    }

    /** {@return the predictions: {@code /predictions}} */
    public Predictions predictions() {
        return new Predictions(engine.endpoint());
    }

    /** {@return the models, with their versions: {@code /models}} */
    public Models models() {
        return new Models(engine.endpoint());
    }

    /** {@return the deployments: {@code /deployments}} */
    public Deployments deployments() {
        return new Deployments(engine.endpoint());
    }

    /** {@return the trainings: {@code /trainings}} */
    public Trainings trainings() {
        return new Trainings(engine.endpoint());
    }

    /** {@return the collections of models: {@code /collections}} */
    public ModelCollections modelCollections() {
        return new ModelCollections(engine.endpoint());
    }

    /** {@return the uploaded files: {@code /files}} */
    public UploadedFiles uploadedFiles() {
        return new UploadedFiles(engine.endpoint());
    }

    /** {@return the hardware that models run on: {@code /hardware}} */
    public HardwareCatalog hardwareCatalog() {
        return new HardwareCatalog(engine.endpoint());
    }

    /** {@return the account that the token belongs to: {@code /account}} */
    public Accounts accounts() {
        return new Accounts(engine.endpoint());
    }

    /** {@return the key that webhooks are signed with: {@code /webhooks}} */
    public Webhooks webhooks() {
        return new Webhooks(engine.endpoint());
    }

    /** {@return the search over models, collections and documentation: {@code /search}} */
    public Search search() {
        return new Search(engine.endpoint());
    }

    /**
     * Searches models, collections and documentation.
     *
     * @param query some words
     * @return what was found: up to 20 models
     */
    public SearchResult search(String query) {
        return search().find(query);
    }

    /** {@return the API's base URL, ending in {@code /v1}} */
    public URI baseUrl() {
        return engine.transport().config().origin().base();
    }

    /** {@return the retry policy; {@link RetryPolicy#describe} says it in words} */
    public RetryPolicy retryPolicy() {
        return engine.transport().config().retryPolicy();
    }

    /** {@return what functions and trainings of this client share} */
    Engine engine() {
        return engine;
    }

    /**
     * Ends all waiting of this client, deletes local copies of files, and sends nothing any more. Predictions under way go
     * on at Replicate.
     */
    @Override
    public void close() {
        engine.close();
    }

    /** Returns where requests go; no secret. */
    @Override
    public String toString() {
        return "Replicate[" + engine.transport().config() + "]";
    }
}
