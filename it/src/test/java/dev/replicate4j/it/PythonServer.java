package dev.replicate4j.it;

import dev.replicate4j.Replicate;
import dev.replicate4j.api.ModelRequest;
import dev.replicate4j.api.Visibility;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.ReplicateServerBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The embedded server that the pages "From Python" and "Clients" run against: it knows the models that they name. */
public final class PythonServer {

    private static final String TEXT = "{\"type\": \"string\"}";
    private static final String FILE = "{\"type\": \"string\", \"format\": \"uri\"}";
    private static final String FILES = "{\"type\": \"array\", \"items\": " + FILE + "}";
    private static final String WORDS = """
            {"type": "array", "items": {"type": "string"}, "x-cog-array-type": "iterator",
             "x-cog-array-display": "concatenate"}""";
    private static final String FILES_AS_MADE =
            "{\"type\": \"array\", \"items\": " + FILE + ", \"x-cog-array-type\": \"iterator\"}";

    private static final String TRAINING = """
            , "TrainingInput": {"type": "object", "required": ["input_images"], "properties":
              {"input_images": %s, "max_train_steps": {"type": "integer"}}},
            "TrainingOutput": {"type": "object", "properties": {"version": %s, "weights": %s}}""".formatted(FILE, TEXT, FILE);

    private static final String SDXL_VERSION = "39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b";

    private PythonServer() {}

    /** Starts a server; its folder of pins adds the models of the quickstart. */
    public static ReplicateServer start(Path pins, int port) {
        ReplicateServerBuilder builder = ReplicateServer.builder()
                .pins(pins)
                .port(port)
                .runningFor(Duration.ofMillis(5))
                .blockingRepliesInlineFiles(false);
        for (String model : models()) {
            builder.model(model);
        }
        ReplicateServer server = builder.start();
        server.when("acme/broken").thenFail("CUDA out of memory (some known issue)");
        server.when("acme/slow").thenHang();
        try (Replicate replicate = server.client()) {
            String owner = replicate.accounts().get().username();
            replicate.models().create(ModelRequest.of(owner, "my-flux", Visibility.PRIVATE, "cpu"));
        }
        return server;
    }

    private static List<String> models() {
        String prompt = "\"prompt\": " + TEXT;
        return List.of(
                official("meta/meta-llama-3-70b-instruct", prompt, WORDS),
                official("anthropic/claude-4-sonnet", prompt + ", \"image\": " + FILE, WORDS),
                official("anthropic/claude-3.5-haiku", prompt, WORDS),
                official("acme/broken", prompt, FILE),
                official("acme/slow", prompt, FILE),
                community("stability-ai/sdxl", SDXL_VERSION, prompt, FILES, TRAINING),
                community("acme/trainer", "fedcba9876543210".repeat(4), prompt, FILES, TRAINING),
                community("kvfrans/clipdraw", "5797a99edc939ea0".repeat(4), prompt, FILE, ""),
                community("ai-forever/kandinsky-2.2", "ea1addaab376f4dc".repeat(4), prompt, FILES, ""),
                community("afiaka87/laionide-v4", "b21cbe271e65c171".repeat(4), prompt, FILE, ""),
                community("jingyunliang/swinir", "660d922d33153019".repeat(4), "\"image\": " + FILE, FILE, ""),
                community(
                        "pixray/text2image", "5c347a4bfa1d4523".repeat(4), "\"prompts\": " + TEXT, FILES_AS_MADE, ""));
    }

    private static String official(String ref, String inputs, String output) {
        return pin(ref, true, "0123456789abcdef".repeat(4), inputs, output, "");
    }

    private static String community(String ref, String version, String inputs, String output, String training) {
        return pin(ref, false, version, inputs, output, training);
    }

    private static String pin(
            String ref, boolean official, String version, String inputs, String output, String training) {
        return """
                {"format": 1, "ref": "%s", "official": %s, "version": "%s", "cog_version": "0.9.6",
                 "description": "Makes text or pictures of a text.",
                 "default_example": {"input": {"prompt": "an example"}, "output": null},
                 "schemas": {"Input": {"type": "object", "properties": {%s}}, "Output": %s%s}}
                """.formatted(ref, official, version, inputs, output, training);
    }
}
