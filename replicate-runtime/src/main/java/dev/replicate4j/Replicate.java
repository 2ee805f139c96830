package dev.replicate4j;

import dev.replicate4j.api.Predictions;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.internal.http.Transport;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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

    private static final AtomicReference<@Nullable Replicate> DEFAULT = new AtomicReference<>();

    private final ReplicateBuilder settings;
    private final Engine engine;

    Replicate(ReplicateBuilder settings, Engine engine) {
        this.settings = settings;
        this.engine = engine;
    }

    /**
     * Returns a builder of clients. What it is not told, it takes from the environment, see {@link #fromEnvironment}.
     *
     * @return a new builder
     */
    public static ReplicateBuilder builder() {
        return new ReplicateBuilder();
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
     * Returns the client that generated classes use.
     *
     * @return what {@link #setDefaultClient} was given; at first a client {@linkplain #fromEnvironment of the environment}
     */
    public static Replicate defaultClient() {
        Replicate client = DEFAULT.get();
        if (client == null) {
            DEFAULT.compareAndSet(null, fromEnvironment());
            client = DEFAULT.get();
        }
        return client == null ? defaultClient() : client;
    }

    /**
     * Sets the client that generated classes use from now on. Calls under way stay with theirs.
     *
     * @param client the new default; null for a new one of the environment
     * @return the one before, not closed, so that it can be put back
     */
    public static Replicate setDefaultClient(@Nullable Replicate client) {
        Replicate previous = defaultClient();
        DEFAULT.set(client);
        return previous;
    }

    /**
     * Returns a builder with this client's settings, to make another client that differs in some.
     *
     * @return a new builder
     */
    public ReplicateBuilder toBuilder() {
        return new ReplicateBuilder(settings);
    }

    /**
     * Returns a model as a function of this client.
     *
     * @param definition a generated class's constant {@code MODEL}
     * @return the function; nothing is requested
     */
    public <I, O extends @Nullable Object, P extends @Nullable Object> ModelFunction<I, O, P> use(
            ModelDefinition<I, O, P> definition) {
        return new ModelFunction<>(engine, Binding.to(definition, engine.downloads()), engine.options());
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
        Model<O, P> model = Model.of(definition, engine.downloads());
        return new Run<>(
                engine.runs()
                        .resume(
                                model.name(),
                                predictions().get(id),
                                last -> ModelException.of(model.name(), last, List.of())),
                model,
                engine.transport());
    }

    /**
     * Returns the predictions.
     *
     * @return {@code /predictions}
     */
    public Predictions predictions() {
        return engine.resources().predictions();
    }

    /**
     * Returns how requests are retried.
     *
     * @return the policy; {@link RetryPolicy#describe} says it in words
     */
    public RetryPolicy retryPolicy() {
        return engine.transport().config().retryPolicy();
    }

    Transport transport() {
        return engine.transport();
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
