package dev.replicate4j.tools;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call of a tool. An error is an answer too: its text tells the language model what to change.
 *
 * @param content what the language model reads and sees
 * @param structuredContent the same by the tool's output schema, as plain JSON values; null for errors
 * @param isError whether the call has failed
 * @param runId the prediction, where there is one
 */
public record ToolResult(
        List<ToolContent> content,
        @Nullable Map<String, Object> structuredContent,
        boolean isError,
        Optional<String> runId) {

    /** Copies the content. */
    public ToolResult {
        content = List.copyOf(content);
    }

    static ToolResult error(String text, @Nullable String runId) {
        return new ToolResult(List.of(new ToolContent.Text(text)), null, true, Optional.ofNullable(runId));
    }

    /** {@return the texts of the answer, and the addresses of its files, for those who can pass on nothing else} */
    public String text() {
        return content.stream()
                .map(part -> {
                    if (part instanceof ToolContent.Text text) {
                        return text.text();
                    }
                    return part instanceof ToolContent.FileLink link ? link.uri() : "";
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
