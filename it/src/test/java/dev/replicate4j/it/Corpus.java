package dev.replicate4j.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.replicate4j.testsupport.TestData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Public models as {@code GET /models/{owner}/{name}} returns them. */
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

    /** Reads all models: those that the tests are given, else those of this project. */
    static List<Model> read() throws IOException {
        List<Model> models = new ArrayList<>();
        for (String model : TestData.models()) {
            models.add(new Model(model, JSON.readTree(model)));
        }
        return models;
    }
}
