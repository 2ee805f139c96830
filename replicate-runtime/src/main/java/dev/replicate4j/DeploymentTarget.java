package dev.replicate4j;

import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.internal.call.PredictionTarget;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
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
        BoundModel<O, P> model = definition.bound(engine.decoder()).on(target);
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
        BoundModel<@Nullable Object, @Nullable Object> model =
                new BoundModel<>(target.toString(), target, OutputType.unknown(), Set.of(), engine.decoder());
        ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> definition =
                ModelDefinition.official(target.name(), "", OutputType.unknown());
        return new ModelFunction<>(engine, Binding.to(definition, model), engine.options()).call(input);
    }

    /** Returns {@code deployment owner/name}. */
    @Override
    public String toString() {
        return target.toString();
    }
}
