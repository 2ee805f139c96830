package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.Http.Answer;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private final ReplicateServer server = ReplicateServer.builder()
            .pins(Path.of("src/test/resources/pins"))
            .pageSize(2)
            .start();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pagesLeadToEachOtherByCursors() {
        List<Object> names = new ArrayList<>();
        String url = "/models?sort_direction=asc";
        Answer page;
        do {
            page = http.get(url);
            ServerJson.asList(page.at("results"))
                    .forEach(model -> names.add(ServerJson.asObject(model).get("name")));
            url = page.textAt("next");
        } while (page.at("next") != null);

        assertThat(names).containsExactly("captioner", "detector", "painter", "singer", "storyteller");
        assertThat(page.json().keySet()).containsExactly("previous", "next", "results");
        assertThat(http.get(page.textAt("previous")).textAt("next")).contains("cursor=");
        assertThat(http.get("/models?cursor=x").status()).isEqualTo(404);
        assertThat(http.get("/models?sort_by=name").status()).isEqualTo(400);
    }

    @Test
    void modelsShowWhatTheirPinsSay() {
        Answer model = http.get("/models/acme/painter");

        assertThat(model.at("url")).isEqualTo("https://replicate.com/acme/painter");
        assertThat(model.at("is_official")).isEqualTo(true);
        assertThat(model.at("default_example.output.0")).isEqualTo("https://replicate.delivery/example/out-0.png");
        assertThat(model.at("latest_version.openapi_schema.components.schemas.Input.required.0"))
                .isEqualTo("prompt");
        assertThat(http.get("/models/acme/painter/examples").at("results.0.status"))
                .isEqualTo("succeeded");
        assertThat(http.get("/models/acme/singer").json()).containsEntry("default_example", null);
        assertThat(http.get("/models/acme/painter/readme").text()).startsWith("# painter");
        assertThat(http.get("/models/acme/nothing").json())
                .containsEntry("detail", "The requested resource could not be found.")
                .containsOnlyKeys("detail", "status");
    }

    @Test
    void officialModelsHaveNoVersionsToAskFor() {
        String version = http.get("/models/acme/painter").textAt("latest_version.id");

        assertThat(http.get("/models/acme/painter/versions").status()).isEqualTo(404);
        assertThat(http.get("/models/acme/painter/versions/" + version).status())
                .isEqualTo(404);
        assertThat(http.post(
                                "/predictions",
                                "{\"version\":\"acme/painter:" + version + "\",\"input\":{\"prompt\":\"x\"}}")
                        .at("title"))
                .isEqualTo("Invalid version or not permitted");
    }

    @Test
    void versionsCanBeDeleted() {
        String version = http.get("/models/acme/captioner").textAt("latest_version.id");

        assertThat(http.delete("/models/acme/captioner").status()).isEqualTo(400);
        assertThat(http.delete("/models/acme/captioner/versions/" + version).status())
                .isEqualTo(202);
        assertThat(http.get("/models/acme/captioner").json()).containsEntry("latest_version", null);
        assertThat(http.delete("/models/acme/captioner").status()).isEqualTo(204);
        assertThat(http.get("/models/acme/captioner").status()).isEqualTo(404);
    }

    @Test
    void modelsAreCreatedAndChanged() {
        String body = "{\"owner\":\"testkit\",\"name\":\"mine\",\"visibility\":\"private\",\"hardware\":\"cpu\"}";

        assertThat(http.post("/models", body).status()).isEqualTo(201);
        assertThat(http.post("/models", body).status()).isEqualTo(409);
        assertThat(http.patch("/models/testkit/mine", "{\"description\":\"new\"}")
                        .at("description"))
                .isEqualTo("new");
        assertThat(http.patch("/models/testkit/mine", "{\"owner\":\"me\"}").at("invalid_fields.0.type"))
                .isEqualTo("additional_property_not_allowed");
        assertThat(http.post("/models", "{}").textAt("detail")).contains("- owner is required\n");
        assertThat(http.post("/models", body.replace("private", "secret").replace("cpu", "abacus"))
                        .textAt("detail"))
                .isEqualTo("- visibility: visibility must be one of the following: \"public\", \"private\"\n"
                        + "- hardware: hardware must be one of the following: \"cpu\", \"gpu-t4\", \"gpu-a40-small\","
                        + " \"gpu-a40-large\"\n");
    }

    @Test
    void searchFindsModelsByWords() {
        Answer byQuery = http.send(http.request("QUERY", "/models", "pictures told"));
        assertThat(byQuery.at("results.0.name")).isEqualTo("painter");

        Answer search = http.get("/search?query=pictures&limit=1", "Authorization", "");
        assertThat(search.json().keySet()).containsExactly("query", "models", "collections", "pages");
        assertThat(ServerJson.asList(search.at("models"))).hasSize(1);
        assertThat(search.at("models.0.metadata.score")).isEqualTo(1.0);
        assertThat(http.get("/search?query=acme").at("collections.0.slug")).isEqualTo("acme");
        assertThat(http.get("/search?query=").status()).isEqualTo(400);
        assertThat(http.get("/search?query=x&limit=51").json()).containsOnlyKeys("detail");
    }

    @Test
    void trainingMakesAVersionOfItsDestination() {
        String version = http.get("/models/acme/singer").textAt("latest_version.id");
        String path = "/models/acme/singer/versions/" + version + "/trainings";
        String input = "\"input\":{\"songs\":\"https://example.com/a.zip\"}";

        Answer unknown = http.post(path, "{\"destination\":\"acme/nowhere\"," + input + "}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text())
                .isEqualTo("{\"detail\":\"The specified training destination does not exist\",\"status\":404}\n");
        assertThat(unknown.header("content-type")).isEqualTo("application/problem+json");
        assertThat(http.post(path, "{\"destination\":\"acme/singer\",\"input\":{}}")
                        .textAt("detail"))
                .isEqualTo("- input: songs is required\n");

        Answer created =
                http.post(path, "{\"version\":\"as Go sends it\",\"destination\":\"acme/singer\"," + input + "}");
        Answer done = http.get("/trainings/" + created.at("id"));
        assertThat(created.textAt("urls.get")).contains("/v1/predictions/");
        assertThat(done.textAt("urls.get")).contains("/v1/trainings/");
        assertThat(done.json()).doesNotContainKeys("data_removed", "destination");
        assertThat("acme/singer:" + http.get("/models/acme/singer").at("latest_version.id"))
                .isEqualTo(done.at("output.version"));
        assertThat(http.get(done.textAt("output.weights")).status()).isEqualTo(200);
        assertThat(http.post("/trainings/" + created.at("id") + "/cancel", null).status())
                .isEqualTo(200);
    }

    @Test
    void deploymentsCheckWhatTheyAreTold() {
        Answer wrong = http.post(
                "/deployments",
                "{\"name\":\"d\",\"model\":\"acme/captioner\",\"version\":\"x\",\"hardware\":\"cpu\","
                        + "\"min_instances\":6,\"max_instances\":\"2\"}");

        assertThat(wrong.textAt("detail"))
                .isEqualTo("- min_instances: Must be less than or equal to 5\n"
                        + "- max_instances: Invalid type. Expected: integer, given: string\n");
        assertThat(http.get("/deployments/testkit/d").status()).isEqualTo(404);
        assertThat(http.post("/deployments/testkit/d/predictions", "{\"input\":{}}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void deploymentThatWasUsedIsDeletedAfterAQuarterOfAnHour() {
        TestClock clock = TestClock.create();
        try (ReplicateServer other = ReplicateServer.builder().clock(clock).start()) {
            other.when("acme/any").thenReturn("x");
            Http bare = new Http(other);
            bare.post(
                    "/deployments",
                    "{\"name\":\"d\",\"model\":\"acme/any\",\"version\":\"%s\",\"hardware\":\"cpu\",\"min_instances\":0,\"max_instances\":1}"
                            .formatted(bare.get("/models/acme/any").textAt("latest_version.id")));
            bare.post("/deployments/testkit/d/predictions", "{\"input\":{}}");

            assertThat(bare.delete("/deployments/testkit/d").status()).isEqualTo(400);
            clock.advance(Duration.ofMinutes(15));
            assertThat(bare.delete("/deployments/testkit/d").status()).isEqualTo(204);
        }
    }

    @Test
    void predictionsTakeAContext() {
        String body = "{\"context\":%s,\"input\":{\"prompt\":\"a\"}}";
        Answer created =
                http.post("/models/acme/painter/predictions", body.formatted("{\"replicate_api_token\":\"r8\"}"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).doesNotContain("context", "r8");
        assertThat(http.post("/models/acme/painter/predictions", body.formatted("\"r8\""))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void tokenMayHoldSpaces() {
        assertThat(http.get("/account", "Authorization", "Bearer two words").status())
                .isEqualTo(200);
        assertThat(http.get("/account", "Authorization", "Bearer").status()).isEqualTo(401);
    }

    @Test
    void bodiesThatAreNoObjectAreRefused() {
        for (String wrong : List.of("", "[]", "{", "\"x\"", "{}{}")) {
            assertThat(http.post("/models/acme/painter/predictions", wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(http.post("/predictions", "{\"input\":[]}").textAt("detail"))
                .contains("- version is required\n")
                .contains("- input: Invalid type. Expected: object, given: array\n");
    }

    @Test
    void unknownPathsAndMethodsAreRefused() {
        assertThat(http.get("/nothing").status()).isEqualTo(404);
        assertThat(http.patch("/account", "{}").status()).isEqualTo(405);
        assertThat(http.get("/account").header("server")).contains("test double");
    }
}
