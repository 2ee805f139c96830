package dev.replicate4j.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.replicate4j.api.Metrics;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a response of LangChain4j of a run. */
final class ChatAnswer {

    private ChatAnswer() {}

    /**
     * {@return the response}
     *
     * @param mostTokens how many tokens were asked for at most; null for the model's default
     */
    static ChatResponse of(FinishedRun run, @Nullable Integer mostTokens) {
        TokenUsage usage = usage(run.prediction().metrics());
        boolean full = mostTokens != null
                && usage != null
                && usage.outputTokenCount() != null
                && usage.outputTokenCount() >= mostTokens;
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text(run.output())))
                .metadata(new LangChainChatResponseMetadata.Builder(run.prediction())
                        .id(run.prediction().id())
                        .modelName(run.model())
                        .tokenUsage(usage)
                        .finishReason(full ? FinishReason.LENGTH : FinishReason.STOP)
                        .build())
                .build();
    }

    /** {@return an output or a piece of one as a text; what is paid for is shown, whatever it is} */
    static String text(@Nullable Object output) {
        if (output instanceof Collection<?> pieces) {
            return pieces.stream().map(ChatAnswer::text).collect(Collectors.joining());
        }
        return output == null ? "" : output.toString();
    }

    private static @Nullable TokenUsage usage(Metrics metrics) {
        Integer input = count(metrics.number("input_token_count"));
        Integer output = count(metrics.number("output_token_count"));
        return input == null && output == null ? null : new TokenUsage(input, output);
    }

    private static @Nullable Integer count(OptionalDouble metric) {
        return metric.isPresent() ? (int) metric.getAsDouble() : null;
    }
}
