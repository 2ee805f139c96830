package dev.replicate4j;

import dev.replicate4j.api.Deployment;
import dev.replicate4j.api.Deployments;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.error.PermissionDeniedException;
import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.internal.call.PredictionTarget;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.lookup.ModelDescription;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is run by a bare version id or on a deployment: each prediction tells which model and version it is of, and so how its
 * output is decoded.
 *
 * @param target where predictions are created
 * @param engine looks models up
 * @param described what is known without a prediction
 */
record LateBinding(PredictionTarget target, Engine engine, Supplier<CompletableFuture<ModelDescription>> described)
        implements Binding<Map<String, ?>, @Nullable Object, @Nullable Object> {

    private static final Pattern VERSION_ID = Pattern.compile("[0-9a-f]{64}");

    /** {@return whether a reference is the id of a version, without a name} */
    static boolean isVersionId(String ref) {
        return VERSION_ID.matcher(ref).matches();
    }

    /** A version that is known by its id. */
    static LateBinding version(String id, Engine engine) {
        return new LateBinding(
                new PredictionTarget.PinnedVersion(null, id),
                engine,
                () -> CompletableFuture.failedFuture(new IllegalArgumentException("Nothing is known of version " + id
                        + " before it has run, as Replicate cannot be asked for a version alone. Use owner/name:" + id
                        + ".")));
    }

    /** What a deployment runs. */
    static LateBinding deployment(ModelRef name, Engine engine) {
        Deployments deployments = new Deployments(Endpoint.direct(engine.transport()));
        return new LateBinding(
                new PredictionTarget.DeployedModel(name.model()),
                engine,
                () -> deployments.getAsync(name.model()).thenCompose(found -> released(found, engine)));
    }

    private static CompletableFuture<ModelDescription> released(Deployment deployment, Engine engine) {
        return deployment
                .currentRelease()
                .flatMap(release -> release.model()
                        .map(model -> reference(model, release.version().orElse(""))))
                .map(engine.lookup()::describe)
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new IllegalStateException(deployment + " has no release, so nothing is known of its model.")));
    }

    /** {@return the model of a prediction that was seen already} */
    static CompletableFuture<BoundModel<@Nullable Object, @Nullable Object>> of(Prediction prediction, Engine engine) {
        String version = prediction.version().orElse("");
        return new LateBinding(
                        new PredictionTarget.PinnedVersion(prediction.model().orElse(null), version),
                        engine,
                        () -> CompletableFuture.failedFuture(new IllegalStateException()))
                .model(prediction);
    }

    @Override
    public String name() {
        return target instanceof PredictionTarget.PinnedVersion pinned && pinned.model() == null
                ? "version " + target
                : target.toString();
    }

    @Override
    public CompletableFuture<BoundModel<@Nullable Object, @Nullable Object>> model() {
        return CompletableFuture.completedFuture(typed(OutputType.unknown()));
    }

    @Override
    public CompletableFuture<BoundModel<@Nullable Object, @Nullable Object>> model(Prediction created) {
        String model = created.model().orElse("");
        if (!ModelRef.isValid(model)) { // Replicate's own name for something that nobody can look up
            return model();
        }
        return engine.lookup()
                .describe(reference(model, created.version().orElse("")))
                .thenApply(ModelDescription::output)
                .exceptionally(LateBinding::unknown)
                .thenApply(this::typed);
    }

    /** The schema of a model that the account may run, but not see, is not known: its output stays as it is. */
    private static OutputType<@Nullable Object, @Nullable Object> unknown(Throwable failure) {
        Throwable cause = Futures.unwrap(failure);
        if (cause instanceof NotFoundException || cause instanceof PermissionDeniedException) {
            return OutputType.unknown();
        }
        throw cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }

    private BoundModel<@Nullable Object, @Nullable Object> typed(
            OutputType<@Nullable Object, @Nullable Object> output) {
        return new BoundModel<>(name(), target, output, Set.of(), engine.decoder());
    }

    @Override
    public CompletableFuture<ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object>> definition() {
        return described.get().thenApply(ModelDefinition::untyped);
    }

    /** The version of an official model is hidden: it is looked up by its name. */
    private static ModelRef reference(String model, String version) {
        return ModelRef.parse(isVersionId(version) ? model + ":" + version : model);
    }
}
