package dev.replicate4j.spring.ai;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.observation.ImageModelObservationConvention;
import org.springframework.ai.model.SpringAIModelProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.retry.RetryTemplate;

/** Configures a {@link ReplicateImageModel} where {@code spring.ai.model.image=replicate}. */
@AutoConfiguration(
        afterName = {
            "dev.replicate4j.spring.boot.ReplicateAutoConfiguration",
            "org.springframework.ai.retry.autoconfigure.SpringAiRetryAutoConfiguration"
        })
@ConditionalOnClass(ImageModel.class)
@ConditionalOnProperty(name = SpringAIModelProperties.IMAGE_MODEL, havingValue = "replicate")
@EnableConfigurationProperties(ReplicateAiProperties.class)
@Import(ConfiguredModels.class)
@ImportRuntimeHints(PinRuntimeHints.class)
public final class ReplicateImageAutoConfiguration {

    ReplicateImageAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ReplicateImageModel replicateImageModel(
            ConfiguredModels configured,
            ReplicateAiProperties properties,
            ObjectProvider<ImagePromptMapper> mapper,
            ObjectProvider<ObservationRegistry> registry,
            ObjectProvider<ImageModelObservationConvention> convention,
            ObjectProvider<RetryTemplate> retryTemplate) {
        ReplicateAiProperties.ModelSettings settings = properties.image();
        AiModel model = configured.model("spring.ai.replicate.image", settings);
        ReplicateImageModel.Builder builder = new ReplicateImageModel.Builder(model)
                .options(ReplicateImageOptions.builder()
                        .inputs(settings.inputs())
                        .build());
        mapper.ifUnique(builder::promptMapper);
        registry.ifUnique(builder::observationRegistry);
        convention.ifUnique(builder::observationConvention);
        retryTemplate.ifUnique(builder::retryTemplate);
        return builder.build();
    }
}
