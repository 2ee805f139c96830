package dev.replicate4j.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Public models as {@code GET /models/{owner}/{name}} returns them, from the file that the tests are given. */
final class Corpus {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Corpus() {}

    /** One public model. */
    record Model(String text, JsonNode json) {

        String ref() {
            return json.path("owner").asText() + "/" + json.path("name").asText();
        }

        JsonNode schemas() {
            return json.at("/latest_version/openapi_schema/components/schemas");
        }

        JsonNode inputs() {
            return schemas().at("/Input/properties");
        }

        /** The Output schema, with a reference followed. */
        JsonNode output() {
            JsonNode output = schemas().path("Output");
            String ref = output.path("$ref").asText("");
            return ref.isEmpty() ? output : schemas().path(ref.substring(ref.lastIndexOf('/') + 1));
        }

        JsonNode example() {
            return json.path("default_example");
        }
    }

    /** Reads all models; skips the test, saying so, where no corpus is given. */
    static List<Model> read() throws IOException {
        String file = System.getProperty("replicate.corpus", "");
        assumeTrue(
                !file.isEmpty() && Files.isRegularFile(Path.of(file)),
                "skipped: the system property replicate.corpus names no file of models");
        List<Model> models = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(file))), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                models.add(new Model(line, JSON.readTree(line)));
            }
        }
        return models;
    }
}
