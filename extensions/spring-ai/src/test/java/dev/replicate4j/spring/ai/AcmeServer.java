package dev.replicate4j.spring.ai;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.URLPath;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** The models of the tests, as generated classes define them, and a server that knows their pins. */
final class AcmeServer {

    static final ModelDefinition<Map<String, ?>, List<URLPath>, URLPath> PAINTER =
            ModelDefinition.official("acme/painter", "a1".repeat(32), OutputType.list(OutputType.file()));
    static final ModelDefinition<Map<String, ?>, URLPath, URLPath> SKETCHER =
            ModelDefinition.versioned("acme/sketcher", "b2".repeat(32), OutputType.file());
    static final ModelDefinition<Map<String, ?>, String, String> TALKER =
            ModelDefinition.official("acme/talker", "c3".repeat(32), OutputType.text());

    private AcmeServer() {}

    static ReplicateServer start() {
        return ReplicateServer.builder()
                .pins(Path.of("src/test/resources/replicate"))
                .start();
    }

    static Resource pin(String name) {
        return new ClassPathResource("replicate/acme/" + name + ".json");
    }
}
