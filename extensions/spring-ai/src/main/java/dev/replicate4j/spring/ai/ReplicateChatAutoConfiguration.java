package dev.replicate4j.spring.ai;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.observation.ChatModelObservationConvention;
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

/** Configures a {@link ReplicateChatModel} where {@code spring.ai.model.chat=replicate}. */
@AutoConfiguration(
        afterName = {
            "dev.replicate4j.spring.boot.ReplicateAutoConfiguration",
            "org.springframework.ai.retry.autoconfigure.SpringAiRetryAutoConfiguration"
        },
        beforeName = "org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration")
@ConditionalOnClass(ChatModel.class)
@ConditionalOnProperty(name = SpringAIModelProperties.CHAT_MODEL, havingValue = "replicate")
@EnableConfigurationProperties(ReplicateAiProperties.class)
@Import(ConfiguredModels.class)
@ImportRuntimeHints(PinRuntimeHints.class)
public final class ReplicateChatAutoConfiguration {

    ReplicateChatAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ReplicateChatModel replicateChatModel(
            ConfiguredModels configured,
            ReplicateAiProperties properties,
            ObjectProvider<ChatPromptMapper> mapper,
            ObjectProvider<ObservationRegistry> registry,
            ObjectProvider<ChatModelObservationConvention> convention,
            ObjectProvider<RetryTemplate> retryTemplate) {
        ReplicateAiProperties.ModelSettings settings = properties.chat();
        AiModel model = configured.model("spring.ai.replicate.chat", settings);
        ReplicateChatModel.Builder builder = new ReplicateChatModel.Builder(model)
                .options(
                        ReplicateChatOptions.builder().inputs(settings.inputs()).build());
        mapper.ifUnique(builder::promptMapper);
        registry.ifUnique(builder::observationRegistry);
        convention.ifUnique(builder::observationConvention);
        retryTemplate.ifUnique(builder::retryTemplate);
        return builder.build();
    }
}
