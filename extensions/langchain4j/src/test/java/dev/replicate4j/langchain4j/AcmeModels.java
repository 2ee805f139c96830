package dev.replicate4j.langchain4j;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.URLPath;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models of the tests, as generated classes define them, and a server that knows their pins. */
final class AcmeModels {

    /** Has an input for nearly every option of an image model. */
    static final ModelDefinition<Map<String, ?>, List<URLPath>, URLPath> PAINTER =
            ModelDefinition.official("acme/painter", "1".repeat(64), OutputType.list(OutputType.file()));

    /** Makes four pictures where it is not told otherwise, of an aspect ratio. */
    static final ModelDefinition<Map<String, ?>, List<URLPath>, URLPath> SKETCHER =
            ModelDefinition.official("acme/sketcher", "2".repeat(64), OutputType.list(OutputType.file()));

    /** Describes a picture. */
    static final ModelDefinition<Map<String, ?>, String, String> CAPTIONER =
            ModelDefinition.official("acme/captioner", "3".repeat(64), OutputType.string());

    /** Has an input for nearly every option of a chat model. */
    static final ModelDefinition<Map<String, ?>, String, String> WRITER =
            ModelDefinition.official("acme/writer", "4".repeat(64), OutputType.text());

    /** Takes a prompt and nothing else. */
    static final ModelDefinition<Map<String, ?>, String, String> POET =
            ModelDefinition.official("acme/poet", "5".repeat(64), OutputType.text());

    /** Returns an object that holds pictures; Replicate shows no schema of it. */
    static final ModelDefinition<Map<String, ?>, Poster, Poster> PUBLISHER = ModelDefinition.official(
            "acme/publisher",
            "",
            OutputType.object(fields -> new Poster(
                    fields.get("title", OutputType.string()),
                    fields.get("pages", OutputType.list(OutputType.<URLPath>file())))));

    /** An output, as a generated class declares it. */
    record Poster(@Nullable String title, @Nullable List<URLPath> pages) {}

    private AcmeModels() {}

    static ReplicateServer server() {
        return ReplicateServer.builder().pins(Path.of("src/test/replicate")).start();
    }
}
