package dev.replicate4j.spring.ai;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code spring.ai.replicate.*}.
 *
 * @param pins where the application carries its pins, to be read instead of asking Replicate for schemas: the folder of
 *     owner/name.json, by default classpath:replicate/
 * @param image the model of the ImageModel, which spring.ai.model.image=replicate switches on
 * @param chat the model of the ChatModel, which spring.ai.model.chat=replicate switches on
 */
@ConfigurationProperties("spring.ai.replicate")
public record ReplicateAiProperties(
        @DefaultValue("classpath:replicate/") String pins,
        @DefaultValue ModelSettings image,
        @DefaultValue ModelSettings chat) {

    /**
     * One model.
     *
     * @param model owner/name of the model
     * @param inputs inputs of the model by wire name, for all calls
     * @param timeout limit of a whole call, after which its prediction is canceled; by default that of the client
     */
    public record ModelSettings(
            @Nullable String model,
            @DefaultValue Map<String, Object> inputs,
            @Nullable Duration timeout) {}

    /** Returns the models; inputs may be secret. */
    @Override
    public String toString() {
        return "ReplicateAiProperties[image=" + image.model() + ", chat=" + chat.model() + "]";
    }
}
