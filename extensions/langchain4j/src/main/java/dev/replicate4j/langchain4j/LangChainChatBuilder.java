package dev.replicate4j.langchain4j;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.replicate4j.CallOptions;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Collects the options of a chat model.
 *
 * @param <B> the builder itself
 */
public abstract sealed class LangChainChatBuilder<B extends LangChainChatBuilder<B>>
        permits LangChainChatModel.Builder, LangChainStreamingChatModel.Builder {

    private final Replicate replicate;
    private final ModelDefinition<?, ?, ?> definition;
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private UnaryOperator<CallOptions> options = UnaryOperator.identity();
    private ChatRequestParameters parameters = DefaultChatRequestParameters.EMPTY;
    private List<ChatModelListener> listeners = List.of();

    LangChainChatBuilder(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
        this.replicate = replicate;
        this.definition = definition;
    }

    /** {@return this builder} */
    abstract B self();

    /**
     * Sets parameters for requests that do not say otherwise: temperature, maxOutputTokens and the like.
     *
     * @param parameters by default, none: the model's own defaults
     * @return this builder
     */
    public B defaultRequestParameters(ChatRequestParameters parameters) {
        this.parameters = parameters;
        return self();
    }

    /**
     * Sets inputs that no parameter stands for, such as a seed.
     *
     * @param inputs by wire name: a map, or the values of a typed input, as in {@code Llama3.with("").seed(42).values()}, whose
     *     prompt is replaced
     * @return this builder
     */
    public B inputs(Map<String, ?> inputs) {
        this.inputs.putAll(inputs);
        return self();
    }

    /**
     * Sets options of the call besides the inputs.
     *
     * @param options for example {@code o -> o.timeout(Duration.ofMinutes(2))}
     * @return this builder
     */
    public B options(UnaryOperator<CallOptions> options) {
        this.options = options;
        return self();
    }

    /**
     * Sets listeners of requests, responses and errors.
     *
     * @param listeners by default, none
     * @return this builder
     */
    public B listeners(List<ChatModelListener> listeners) {
        this.listeners = List.copyOf(listeners);
        return self();
    }

    ChatSettings settings() {
        return new ChatSettings(
                ModelCaller.of(replicate, definition, options),
                Collections.unmodifiableMap(new LinkedHashMap<>(inputs)),
                parameters,
                listeners);
    }
}
