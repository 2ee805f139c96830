package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.replicate4j.testkit.Http.Answer;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testsupport.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Every public model that we hold can be served. */
class CorpusTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void everyModelTakesAnInputAndAnswersByItsSchema() throws IOException {
        List<String> models = TestData.models();
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (ReplicateServer server = server(models)) {
            Http http = new Http(server);
            for (String line : models) {
                Map<String, @Nullable Object> model = ServerJson.asObject(ServerJson.parse(bytes(line)));
                Answer answer = http.post("/predictions", request(model), "Prefer", "wait");
                statuses.merge(answer.status(), 1, Integer::sum);
                if (answer.status() >= 500 || (answer.status() == 201 && !fits(model, answer))) {
                    wrong.add(model.get("owner") + "/" + model.get("name") + " " + answer.text());
                }
            }
        }
        System.out.println("Example inputs of " + models.size() + " models, by status: " + statuses);
        assertThat(wrong).isEmpty();
        assertThat(statuses.get(201)).isGreaterThan(models.size() * 8 / 10);
    }

    private static ReplicateServer server(List<String> models) {
        ReplicateServerBuilder builder = ReplicateServer.builder().blockingRepliesInlineFiles(false);
        models.forEach(builder::model);
        return builder.start();
    }

    private static String request(Map<String, @Nullable Object> model) {
        boolean official = Boolean.TRUE.equals(model.get("is_official"));
        Object version = official
                ? model.get("owner") + "/" + model.get("name")
                : ServerJson.asObject(model.get("latest_version")).get("id");
        Map<String, @Nullable Object> example = ServerJson.asObject(model.get("default_example"));
        return ServerJson.text(
                ServerJson.object("version", version, "input", ServerJson.asObject(example.get("input"))));
    }

    /** Where the schema itself is broken, any output will do. */
    private static boolean fits(Map<String, @Nullable Object> model, Answer answer) {
        Map<String, @Nullable Object> version = ServerJson.asObject(model.get("latest_version"));
        Map<String, @Nullable Object> openApi = ServerJson.asObject(version.get("openapi_schema"));
        String text = ServerJson.text(openApi.get("components"));
        if (text.contains("\"type\":\"NamedEmbedding\"")) {
            return true;
        }
        Map<String, @Nullable Object> root =
                ServerJson.object("$ref", "#/components/schemas/Output", "components", openApi.get("components"));
        return SchemaRegistry.withDialect(Dialects.getOpenApi30())
                .getSchema(MAPPER.valueToTree(root))
                .validate(MAPPER.valueToTree(answer.at("output")))
                .isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
