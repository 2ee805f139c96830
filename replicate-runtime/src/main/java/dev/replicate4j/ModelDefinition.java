package dev.replicate4j;

import dev.replicate4j.api.WebhookSecret;
import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.internal.call.PredictionTarget;
import dev.replicate4j.internal.lookup.ModelDescription;
import dev.replicate4j.internal.output.OutputDecoder;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client needs to know of a model to call it as a typed function: where to send inputs, and what comes back.
 * Generated classes hold one as their constant {@code MODEL}.
 *
 * <pre>{@code
 * var fluxDev = replicate.use(FluxDev.MODEL).with(o -> o.timeout(Duration.ofMinutes(2)));
 * }</pre>
 *
 * @param <I> the input: a generated {@code Input}
 * @param <O> the whole output
 * @param <P> one piece of the output, as {@code stream} yields it
 */
public final class ModelDefinition<I, O extends @Nullable Object, P extends @Nullable Object> {

    private final ModelRef ref;
    private final String version;
    private final boolean official;
    private final OutputType<O, P> output;
    private final Set<String> secrets;

    private ModelDefinition(
            ModelRef ref, String version, boolean official, OutputType<O, P> output, Set<String> secrets) {
        this.ref = ref;
        this.version = version;
        this.official = official;
        this.output = output;
        this.secrets = secrets;
    }

    /**
     * Defines an official model, which Replicate runs by name, without a version.
     *
     * @param model {@code owner/name}
     * @param version the version whose schema was pinned, for the record
     * @param output what the model returns
     * @return the definition
     */
    public static <I, O extends @Nullable Object, P extends @Nullable Object> ModelDefinition<I, O, P> official(
            String model, String version, OutputType<O, P> output) {
        return new ModelDefinition<>(ModelRef.parse(model), version, true, output, Set.of());
    }

    /**
     * Defines a community model, which Replicate runs by version.
     *
     * @param model {@code owner/name}
     * @param version the version to run
     * @param output what the model returns
     * @return the definition
     */
    public static <I, O extends @Nullable Object, P extends @Nullable Object> ModelDefinition<I, O, P> versioned(
            String model, String version, OutputType<O, P> output) {
        return new ModelDefinition<>(ModelRef.parse(model), version, false, output, Set.of());
    }

    /** Defines a model as a function of untyped inputs and outputs. */
    static ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> untyped(ModelDescription model) {
        String id = model.version() == null ? "" : model.version();
        return new ModelDefinition<>(
                ModelRef.parse(model.ref().model()), id, model.official(), model.output(), Set.of(model.secrets()));
    }

    /**
     * Says which inputs are secret: their values appear in no log, exception or {@code toString}.
     *
     * @param names wire names of inputs
     * @return a definition that keeps them to itself
     */
    public ModelDefinition<I, O, P> secrets(String... names) {
        return new ModelDefinition<>(ref, version, official, output, Set.of(names));
    }

    /**
     * Verifies what came to a webhook and picks up the run that it tells of, on {@link Replicate#defaultClient()}. Nothing
     * is requested.
     *
     * <pre>{@code
     * Run<List<URLPath>, URLPath> run = FluxDev.MODEL.webhook(secret, request.headers(), body);
     * }</pre>
     *
     * @param secret the account's, see {@link Replicate#webhooks}
     * @param headers of the request that came, by name in any case
     * @param body of the request, byte for byte
     * @return the run, typed
     * @throws dev.replicate4j.error.ReplicateException if Replicate has not sent that, or not just now
     */
    public Run<O, P> webhook(WebhookSecret secret, Map<String, List<String>> headers, byte[] body) {
        Engine engine = DefaultClient.engine();
        return Run.resumed(
                engine, bound(engine.decoder()), secret.verify(headers, body).prediction());
    }

    /** {@return the model's {@code owner/name}, without a version} */
    public ModelRef ref() {
        return ref;
    }

    /** {@return the id of the version whose schema the definition was made from; absent where none was pinned} */
    public Optional<String> version() {
        return version.isEmpty() ? Optional.empty() : Optional.of(version);
    }

    /** {@return whether the model is official: Replicate runs it by name rather than by version} */
    public boolean isOfficial() {
        return official;
    }

    /**
     * Decodes an output of the model that was stored as JSON. Nothing is requested.
     *
     * @param json parsed JSON, as {@link dev.replicate4j.api.Prediction#output} returns it
     * @return the typed output; its files are downloaded when they are first read
     * @throws dev.replicate4j.error.DecodeException if the output is something else entirely; keeps it
     */
    public O decode(@Nullable Object json) {
        return URLPath.decoder(null).whole(output, json);
    }

    /** Returns the model as a client with the given decoder calls it. */
    BoundModel<O, P> bound(OutputDecoder decoder) {
        String name = ref.model();
        PredictionTarget target = official || version.isEmpty()
                ? new PredictionTarget.OfficialModel(name)
                : new PredictionTarget.PinnedVersion(name, version);
        return new BoundModel<>(name, target, output, secrets, decoder);
    }

    /** Returns the same model with its output decoded in another way. */
    <A extends @Nullable Object, B extends @Nullable Object> ModelDefinition<I, A, B> returning(
            OutputType<A, B> other) {
        return new ModelDefinition<>(ref, version, official, other, secrets);
    }

    /** Returns the reference by which Replicate is asked for what runs. */
    ModelRef reference() {
        return official || version.isEmpty() ? ref : ModelRef.parse(ref.model() + ":" + version);
    }

    /** {@return the type of the output} */
    public OutputType<O, P> output() {
        return output;
    }

    /** {@return the wire names of the inputs whose values must not be shown; empty for most models} */
    public Set<String> secrets() {
        return secrets;
    }

    /** Returns the reference with the version that is run. */
    @Override
    public String toString() {
        return official || version.isEmpty() ? ref.model() : ref.model() + ":" + version;
    }
}
