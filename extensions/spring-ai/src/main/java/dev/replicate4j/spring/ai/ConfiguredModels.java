package dev.replicate4j.spring.ai;

import dev.replicate4j.Replicate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/** Finds the models that properties name: by their pins where the application carries them, else by their names. */
final class ConfiguredModels {

    private final Replicate replicate;
    private final ReplicateAiProperties properties;
    private final ResourceLoader resources;

    ConfiguredModels(Replicate replicate, ReplicateAiProperties properties, ResourceLoader resources) {
        this.replicate = replicate;
        this.properties = properties;
        this.resources = resources;
    }

    AiModel model(String prefix, ReplicateAiProperties.ModelSettings settings) {
        String ref = settings.model();
        if (!StringUtils.hasText(ref)) {
            throw new InvalidConfigurationPropertyValueException(
                    prefix + ".model", ref, "It names the model, for example black-forest-labs/flux-schnell.");
        }
        PinResource pin = PinResource.find(resources, properties.pins(), ref);
        return limited(pin == null ? AiModel.of(replicate, ref) : AiModel.of(replicate, pin), settings.timeout());
    }

    private static AiModel limited(AiModel model, @Nullable Duration timeout) {
        return timeout == null ? model : model.with(o -> o.timeout(timeout));
    }
}
