package com.acme.toolcalls;

import dev.replicate4j.Replicate;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.tools.ToolDescriptor;
import dev.replicate4j.tools.ToolResult;
import dev.replicate4j.tools.ToolSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an agent does with pinned models, without an agent: the calls that a language model would choose are written down here.
 * They go to an embedded server; nothing is paid.
 */
public final class ToolCalls {

    private static final Path PINS = Path.of("src/main/replicate");

    private ToolCalls() {}

    /** Paints a picture, describes it, and tries what is refused. */
    public static void main(String[] args) {
        Path folder = Path.of(args.length > 0 ? args[0] : "target/pictures");
        try (ReplicateServer server = ReplicateServer.builder().pins(PINS).start();
                Replicate replicate = server.client();
                ToolSession session = ToolSession.on(replicate)
                        .pins(PINS)
                        .save(folder)
                        .budget(Budget.runs(2))
                        .open()) {
            // This is what a language model is given.
            for (ToolDescriptor tool : session.tools()) {
                System.out.println(ToolDescriptor.json(tool.openAiFunction()));
            }
            // These are the calls that it answers with.
            ToolResult picture = say(session, "black-forest-labs__flux-schnell", "{\"prompt\": \"a cat in a hat\"}");
            List<?> files = (List<?>) picture.structuredContent().get("files");
            Object path = ((Map<?, ?>) files.get(0)).get("path");
            say(session, "andreasjansson__blip-2", ToolDescriptor.json(Map.of("image", path, "caption", true)));
            say(session, "black-forest-labs__flux-schnell", "{\"prompt\": \"a cat\", \"num_outputs\": 99}");
            say(session, "andreasjansson__blip-2", "{\"image\": \"/etc/passwd\"}");
            say(session, "black-forest-labs__flux-schnell", "{\"prompt\": \"a dog\"}");
        }
    }

    private static ToolResult say(ToolSession session, String tool, String arguments) {
        ToolResult result = session.call(tool, arguments);
        System.out.println("\n" + tool + " " + arguments + "\n" + (result.isError() ? "ERROR " : "") + result.text());
        return result;
    }
}
