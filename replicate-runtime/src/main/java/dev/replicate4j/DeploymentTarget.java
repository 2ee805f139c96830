package dev.replicate4j;

import dev.replicate4j.internal.call.PredictionTarget;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as the place where a model runs.
 *
 * <pre>{@code
 * var fluxDev = replicate.deployment("acme/our-flux").use(FluxDev.MODEL);
 * List<URLPath> images = fluxDev.call(FluxDev.with("a cat"));
 * }</pre>
 */
public final class DeploymentTarget {

    private final Engine engine;
    private final PredictionTarget.DeployedModel target;

    DeploymentTarget(Engine engine, ModelRef name) {
        this.engine = engine;
        this.target = new PredictionTarget.DeployedModel(name.model());
    }

    /**
     * Returns a model as a function that runs on this deployment.
     *
     * @param definition the model that the deployment runs: its types are taken at their word
     * @return the function; nothing is requested
     */
    public <I, O extends @Nullable Object, P extends @Nullable Object> ModelFunction<I, O, P> use(
            ModelDefinition<I, O, P> definition) {
        Model<O, P> model = Model.of(definition, engine.downloads()).on(target);
        return new ModelFunction<>(engine, Binding.to(definition, model), engine.options());
    }

    /**
     * Calls what the deployment runs, whatever it is.
     *
     * @param input inputs by wire name
     * @return the output as it is, see {@link OutputType#any}
     * @throws ModelException if the run failed, was canceled or aborted
     */
    public @Nullable Object run(Map<String, ?> input) {
        Model<@Nullable Object, @Nullable Object> model =
                new Model<>(target.toString(), target, Scalars.UNKNOWN, Set.of(), engine.downloads());
        ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> definition =
                ModelDefinition.official(target.name(), "", Scalars.UNKNOWN);
        return new ModelFunction<>(engine, Binding.to(definition, model), engine.options()).call(input);
    }

    /** Returns {@code deployment owner/name}. */
    @Override
    public String toString() {
        return target.toString();
    }
}
