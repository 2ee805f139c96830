package dev.replicate4j.api;

import dev.replicate4j.Replicate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every operation of the API with the call that makes it, every parameter and field set. */
final class Operations {

    /**
     * One operation.
     *
     * @param id as Replicate's description of the API names it
     * @param request method and path that the call must make
     * @param java what a user writes
     * @param call makes the call
     * @param result the record that the response is read into; null where there is none
     * @param reply what the server answers
     */
    record Operation(
            String id,
            String request,
            String java,
            Consumer<Replicate> call,
            @Nullable Class<?> result,
            String reply) {}

    private static final URI LINK = URI.create("https://example.com/x");
    private static final String PREDICTION = "{\"id\":\"p\",\"status\":\"succeeded\"}";
    private static final String PAGE = "{\"results\":[],\"next\":null,\"previous\":null}";
    private static final FileSignature SIGNATURE = FileSignature.sign("f", "acme", Instant.ofEpochSecond(1), "key");

    private Operations() {}

    static List<Operation> all(Path folder) {
        return List.of(
                of(
                        "account.get",
                        "GET /account",
                        "account().get()",
                        api -> api.accounts().get(),
                        Account.class,
                        "{}"),
                of(
                        "collections.list",
                        "GET /collections",
                        "collections().list()",
                        api -> api.modelCollections().list(),
                        ModelCollection.class,
                        PAGE),
                of(
                        "collections.get",
                        "GET /collections/lamps",
                        "collections().get(slug)",
                        api -> api.modelCollections().get("lamps"),
                        ModelCollection.class,
                        "{}"),
                of(
                        "deployments.list",
                        "GET /deployments",
                        "deployments().list()",
                        api -> api.deployments().list(),
                        Deployment.class,
                        PAGE),
                of(
                        "deployments.create",
                        "POST /deployments",
                        "deployments().create(request)",
                        api -> api.deployments()
                                .create(DeploymentRequest.of("hall", "acme/lamp:5c7d", "cpu")
                                        .minInstances(1)
                                        .maxInstances(2)),
                        Deployment.class,
                        "{}"),
                of(
                        "deployments.get",
                        "GET /deployments/acme/hall",
                        "deployments().get(deployment)",
                        api -> api.deployments().get("acme/hall"),
                        Deployment.class,
                        "{}"),
                of(
                        "deployments.update",
                        "PATCH /deployments/acme/hall",
                        "deployments().update(deployment, update)",
                        api -> api.deployments()
                                .update(
                                        "acme/hall",
                                        DeploymentUpdate.empty()
                                                .version("5c7d")
                                                .hardware("cpu")
                                                .minInstances(0)
                                                .maxInstances(20)),
                        Deployment.class,
                        "{}"),
                of(
                        "deployments.delete",
                        "DELETE /deployments/acme/hall",
                        "deployments().delete(deployment)",
                        api -> api.deployments().delete("acme/hall"),
                        null,
                        ""),
                of(
                        "deployments.predictions.create",
                        "POST /deployments/acme/hall/predictions",
                        "predictions().create(PredictionRequest.deployment(deployment)...)",
                        api -> api.predictions().create(full(PredictionRequest.deployment("acme/hall"))),
                        Prediction.class,
                        PREDICTION),
                of(
                        "files.list",
                        "GET /files",
                        "files().list()",
                        api -> api.uploadedFiles().list(),
                        UploadedFile.class,
                        PAGE),
                of(
                        "files.create",
                        "POST /files",
                        "files().create(upload)",
                        api -> api.uploadedFiles()
                                .create(FileUpload.of("a.txt", new byte[3])
                                        .contentType("text/plain")
                                        .metadata(Map.of("order", 1))),
                        UploadedFile.class,
                        "{}"),
                of(
                        "files.get",
                        "GET /files/f",
                        "files().get(id)",
                        api -> api.uploadedFiles().get("f"),
                        UploadedFile.class,
                        "{}"),
                of(
                        "files.delete",
                        "DELETE /files/f",
                        "files().delete(id)",
                        api -> api.uploadedFiles().delete("f"),
                        null,
                        ""),
                of(
                        "files.download",
                        "GET /files/f/download",
                        "files().download(id, signature, target)",
                        api -> api.uploadedFiles().download("f", SIGNATURE, folder.resolve("f")),
                        null,
                        "content"),
                of(
                        "hardware.list",
                        "GET /hardware",
                        "hardware().list()",
                        api -> api.hardwareCatalog().list(),
                        Hardware.class,
                        "[]"),
                of(
                        "models.list",
                        "GET /models",
                        "models().list(sort, direction)",
                        api -> api.models().list(ModelSort.MODEL_CREATED_AT, SortDirection.ASC),
                        Model.class,
                        PAGE),
                of(
                        "models.search",
                        "QUERY /models",
                        "models().search(query)",
                        api -> api.models().search("lamps"),
                        Model.class,
                        PAGE),
                of(
                        "models.create",
                        "POST /models",
                        "models().create(request)",
                        api -> api.models()
                                .create(ModelRequest.of("acme", "lamp", Visibility.PRIVATE, "cpu")
                                        .description("d")
                                        .githubUrl(LINK)
                                        .paperUrl(LINK)
                                        .licenseUrl(LINK)
                                        .coverImageUrl(LINK)),
                        Model.class,
                        "{}"),
                of(
                        "models.get",
                        "GET /models/acme/lamp",
                        "models().get(model)",
                        api -> api.models().get("acme/lamp"),
                        Model.class,
                        "{}"),
                of(
                        "models.update",
                        "PATCH /models/acme/lamp",
                        "models().update(model, update)",
                        api -> api.models()
                                .update(
                                        "acme/lamp",
                                        ModelUpdate.empty()
                                                .description("d")
                                                .readme("# r")
                                                .githubUrl(LINK)
                                                .paperUrl(LINK)
                                                .weightsUrl(LINK)
                                                .licenseUrl(LINK)),
                        Model.class,
                        "{}"),
                of(
                        "models.delete",
                        "DELETE /models/acme/lamp",
                        "models().delete(model)",
                        api -> api.models().delete("acme/lamp"),
                        null,
                        ""),
                of(
                        "models.examples.list",
                        "GET /models/acme/lamp/examples",
                        "models().examples(model)",
                        api -> api.models().examples("acme/lamp"),
                        Prediction.class,
                        PAGE),
                of(
                        "models.predictions.create",
                        "POST /models/acme/lamp/predictions",
                        "predictions().create(PredictionRequest.model(model)...)",
                        api -> api.predictions().create(full(PredictionRequest.model("acme/lamp"))),
                        Prediction.class,
                        PREDICTION),
                of(
                        "models.readme.get",
                        "GET /models/acme/lamp/readme",
                        "models().readme(model)",
                        api -> api.models().readme("acme/lamp"),
                        null,
                        "# Lamp"),
                of(
                        "models.versions.list",
                        "GET /models/acme/lamp/versions",
                        "models().versions(model).list()",
                        api -> api.models().versions("acme/lamp").list(),
                        ModelVersion.class,
                        PAGE),
                of(
                        "models.versions.get",
                        "GET /models/acme/lamp/versions/5c7d",
                        "models().versions(model).get(id)",
                        api -> api.models().versions("acme/lamp").get("5c7d"),
                        ModelVersion.class,
                        "{}"),
                of(
                        "models.versions.delete",
                        "DELETE /models/acme/lamp/versions/5c7d",
                        "models().versions(model).delete(id)",
                        api -> api.models().versions("acme/lamp").delete("5c7d"),
                        null,
                        ""),
                of(
                        "trainings.create",
                        "POST /models/acme/lamp/versions/5c7d/trainings",
                        "trainings().create(request)",
                        api -> api.trainings()
                                .create(TrainingRequest.of("acme/lamp", "5c7d", "acme/mine", Map.of("a", 1))
                                        .webhook(LINK, WebhookEvent.COMPLETED)),
                        Training.class,
                        PREDICTION),
                of(
                        "trainings.list",
                        "GET /trainings",
                        "trainings().list()",
                        api -> api.trainings().list(),
                        Training.class,
                        PAGE),
                of(
                        "trainings.get",
                        "GET /trainings/t",
                        "trainings().get(id)",
                        api -> api.trainings().get("t"),
                        Training.class,
                        PREDICTION),
                of(
                        "trainings.cancel",
                        "POST /trainings/t/cancel",
                        "trainings().cancel(id)",
                        api -> api.trainings().cancel("t"),
                        Training.class,
                        PREDICTION),
                of(
                        "predictions.list",
                        "GET /predictions",
                        "predictions().list(query)",
                        api -> api.predictions()
                                .list(PredictionQuery.all()
                                        .createdAfter(Instant.EPOCH)
                                        .createdBefore(Instant.EPOCH)
                                        .source(Source.WEB)),
                        Prediction.class,
                        PAGE),
                of(
                        "predictions.create",
                        "POST /predictions",
                        "predictions().create(PredictionRequest.version(version)...)",
                        api -> api.predictions().create(full(PredictionRequest.version("acme/lamp:5c7d"))),
                        Prediction.class,
                        PREDICTION),
                of(
                        "predictions.get",
                        "GET /predictions/p",
                        "predictions().get(id)",
                        api -> api.predictions().get("p"),
                        Prediction.class,
                        PREDICTION),
                of(
                        "predictions.cancel",
                        "POST /predictions/p/cancel",
                        "predictions().cancel(id)",
                        api -> api.predictions().cancel("p"),
                        Prediction.class,
                        PREDICTION),
                of(
                        "webhooks.default.secret.get",
                        "GET /webhooks/default/secret",
                        "webhooks().secret()",
                        api -> api.webhooks().secret(),
                        null,
                        "{\"key\":\"whsec_AAAA\"}"),
                of(
                        "search",
                        "GET /search",
                        "search().find(query, limit)",
                        api -> api.search().find("lamps & more", 5),
                        SearchResult.class,
                        "{}"));
    }

    private static PredictionRequest full(PredictionRequest request) {
        return request
                .input(Map.of("prompt", "a lamp"))
                .preferWait(Duration.ofSeconds(5))
                .cancelAfter(Duration.ofSeconds(30))
                .webhook(LINK, WebhookEvent.values())
                .context(Map.of("user", "7"))
                .stream(true);
    }

    private static Operation of(
            String id, String request, String java, Consumer<Replicate> call, @Nullable Class<?> result, String reply) {
        return new Operation(id, request, java, call, result, reply);
    }
}
