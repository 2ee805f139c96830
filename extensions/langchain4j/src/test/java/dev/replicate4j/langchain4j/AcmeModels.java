package dev.replicate4j.langchain4j;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.URLPath;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The models of the tests, as generated classes define them, and a server that knows their pins. */
final class AcmeModels {

    static final ModelDefinition<Map<String, ?>, List<URLPath>, URLPath> PAINTER =
            ModelDefinition.official("acme/painter", "1".repeat(64), OutputType.list(OutputType.file()));

    private AcmeModels() {}

    static ReplicateServer server() {
        return ReplicateServer.builder().pins(Path.of("src/test/replicate")).start();
    }
}
