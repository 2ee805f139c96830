package dev.replicate4j.mcp;

import dev.replicate4j.tools.ToolContent;
import dev.replicate4j.tools.ToolResult;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Base64;
import java.util.List;

/** Answers of tools as the protocol has them. */
final class McpContents {

    private McpContents() {}

    static McpSchema.CallToolResult of(ToolResult result) {
        List<McpSchema.Content> content =
                result.content().stream().map(McpContents::content).toList();
        McpSchema.CallToolResult.Builder builder =
                McpSchema.CallToolResult.builder(content).isError(result.isError());
        if (result.structuredContent() != null) {
            builder.structuredContent(result.structuredContent());
        }
        return builder.build();
    }

    private static McpSchema.Content content(ToolContent part) {
        if (part instanceof ToolContent.Image image) {
            return McpSchema.ImageContent.builder(base64(image.bytes()), image.mediaType())
                    .build();
        }
        if (part instanceof ToolContent.Audio audio) {
            return McpSchema.AudioContent.builder(base64(audio.bytes()), audio.mediaType())
                    .build();
        }
        if (part instanceof ToolContent.FileLink link) {
            return McpSchema.ResourceLink.builder()
                    .uri(link.uri())
                    .name(link.name())
                    .mimeType(link.mediaType())
                    .build();
        }
        return McpSchema.TextContent.builder(((ToolContent.Text) part).text()).build();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
