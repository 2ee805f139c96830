package dev.replicate4j.mcp;

import dev.replicate4j.tools.ToolDescriptor;
import dev.replicate4j.tools.ToolResult;
import dev.replicate4j.tools.ToolSession;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Resources of the protocol: what is pinned of each model, and the files that were saved. */
final class McpResources {

    private static final String PINS = "replicate://pins/";
    private static final String FILES = "replicate://files/";

    /** What earlier sessions have saved may be very much. */
    private static final int MOST_FILES = 500;

    private static final long LARGEST = 32L << 20;

    private final ToolSession session;

    McpResources(ToolSession session) {
        this.session = session;
    }

    /** {@return the resources there are when the server starts} */
    List<AsyncResourceSpecification> all() {
        List<AsyncResourceSpecification> all = new ArrayList<>();
        session.tools().stream()
                .filter(ToolDescriptor::costsMoney)
                .map(this::pin)
                .forEach(all::add);
        saved().stream().map(this::file).forEach(all::add);
        return all;
    }

    private AsyncResourceSpecification pin(ToolDescriptor tool) {
        String uri = PINS + tool.title();
        McpSchema.Resource resource = McpSchema.Resource.builder(uri, tool.title())
                .description("The schemas of " + tool.title() + ", as they are pinned.")
                .mimeType("application/json")
                .build();
        String json = ToolDescriptor.json(tool.toMap());
        return new AsyncResourceSpecification(
                resource,
                (exchange, request) -> Mono.just(result(McpSchema.TextResourceContents.builder(uri, json)
                        .mimeType("application/json")
                        .build())));
    }

    private static McpSchema.ReadResourceResult result(McpSchema.ResourceContents contents) {
        return McpSchema.ReadResourceResult.builder(List.of(contents)).build();
    }

    /** The files of earlier sessions. Those of the journal lie in a folder whose name begins with a dot. */
    private List<Path> saved() {
        Path folder = session.folder();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> !folder.relativize(file).toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException e) {
            return List.of(); // nothing has been saved
        }
    }

    private AsyncResourceSpecification file(Path file) {
        String name = session.folder().relativize(file).toString().replace('\\', '/');
        String type = Optional.ofNullable(URLConnection.guessContentTypeFromName(name))
                .orElse("application/octet-stream");
        String uri = FILES + name;
        McpSchema.Resource resource = McpSchema.Resource.builder(uri, name)
                .description("A file that a model has made.")
                .mimeType(type)
                .build();
        return new AsyncResourceSpecification(
                resource,
                (exchange, request) ->
                        Mono.fromCallable(() -> contents(uri, type, file)).subscribeOn(Schedulers.boundedElastic()));
    }

    private static McpSchema.ReadResourceResult contents(String uri, String type, Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new IOException("The file has " + size + " bytes, too many for an answer. It is at " + file + ".");
        }
        return result(McpSchema.BlobResourceContents.builder(uri, McpContents.base64(Files.readAllBytes(file)))
                .mimeType(type)
                .build());
    }

    /** Adds the files that an answer has saved. */
    void add(McpAsyncServer server, ToolResult result) {
        Map<String, Object> structured = result.structuredContent();
        if (structured == null || !(structured.get("files") instanceof List<?> files)) {
            return;
        }
        for (Object file : files) {
            if (file instanceof Map<?, ?> described && described.get("path") instanceof String path) {
                server.addResource(file(Path.of(Objects.requireNonNull(path))))
                        .onErrorComplete() // it is there already
                        .subscribe();
            }
        }
    }
}
