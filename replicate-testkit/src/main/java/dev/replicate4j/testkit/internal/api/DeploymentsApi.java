package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.model.ModelRegistry;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.model.SimulatedVersion;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Deployments, and predictions on them. */
public final class DeploymentsApi {

    private static final BodyCheck CREATION = new BodyCheck()
            .text("name", true)
            .text("model", true)
            .text("version", true)
            .text("hardware", true)
            .integer("min_instances", true, 0, 5)
            .integer("max_instances", true, 0, 20);

    private static final BodyCheck UPDATE = new BodyCheck()
            .text("version", false)
            .text("hardware", false)
            .integer("min_instances", false, 0, 5)
            .integer("max_instances", false, 0, 20);

    /** For so long after its last prediction a deployment cannot be deleted. */
    private static final Duration COOL_DOWN = Duration.ofMinutes(15);

    private final Map<String, Deployment> byRef = new LinkedHashMap<>();
    private final Map<String, Instant> usedAt = new ConcurrentHashMap<>();
    private final ModelRegistry models;
    private final PredictionsApi predictions;
    private final Pagination pages;
    private final ServerClock clock;

    /** Serves deployments. */
    public DeploymentsApi(ModelRegistry models, PredictionsApi predictions, Pagination pages, ServerClock clock) {
        this.models = models;
        this.predictions = predictions;
        this.pages = pages;
        this.clock = clock;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        String deployment = "/v1/deployments/{owner}/{name}";
        router.add("GET", "/v1/deployments", call -> pages.reply(call.request(), newestFirst(), Deployment::json))
                .add("POST", "/v1/deployments", this::create)
                .add("GET", deployment, call -> ServerReply.json(200, find(call).json()))
                .add("PATCH", deployment, this::update)
                .add("DELETE", deployment, this::delete)
                .addHeld("POST", deployment + "/predictions", this::predict);
    }

    private synchronized ServerReply create(Call call) {
        Map<String, @Nullable Object> body = CREATION.check(CreateRequest.object(call.request()));
        SimulatedModel model = models.find(String.valueOf(body.get("model"))).orElseThrow(ApiError::notFound);
        String ref = AccountApi.USERNAME + "/" + body.get("name");
        if (byRef.containsKey(ref)) {
            throw ApiError.conflict("A deployment with that name already exists.");
        }
        Deployment deployment = new Deployment(ref, 1, model, body, clock.now().toString());
        deployment.version();
        byRef.put(ref, deployment);
        return ServerReply.json(200, deployment.json());
    }

    private synchronized ServerReply update(Call call) {
        Map<String, @Nullable Object> changes = UPDATE.check(CreateRequest.object(call.request()));
        Deployment old = find(call);
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>(old.configuration());
        configuration.putAll(changes);
        Deployment updated = new Deployment(
                old.ref(),
                old.number() + 1,
                old.model(),
                configuration,
                clock.now().toString());
        updated.version();
        byRef.put(old.ref(), updated);
        return ServerReply.json(200, updated.json());
    }

    private synchronized ServerReply delete(Call call) {
        String ref = find(call).ref();
        Instant used = usedAt.get(ref);
        if (used != null && used.plus(COOL_DOWN).isAfter(clock.now())) {
            throw ApiError.badRequest(
                    "A deployment can be deleted when it has been offline and unused for 15 minutes.");
        }
        byRef.remove(ref);
        return ServerReply.empty(204);
    }

    private CompletionStage<ServerReply> predict(Call call) {
        Deployment deployment = find(call);
        usedAt.put(deployment.ref(), clock.now());
        return predictions.createByDeployment(
                call.request(), deployment.model(), deployment.version(), deployment.ref());
    }

    private synchronized Deployment find(Call call) {
        Deployment deployment = byRef.get(call.parameter("owner") + "/" + call.parameter("name"));
        if (deployment == null) {
            throw ApiError.notFound();
        }
        return deployment;
    }

    private synchronized List<Deployment> newestFirst() {
        List<Deployment> deployments = new ArrayList<>();
        byRef.values().forEach(deployment -> deployments.add(0, deployment));
        return deployments;
    }

    private record Deployment(
            String ref,
            long number,
            SimulatedModel model,
            Map<String, @Nullable Object> configuration,
            String createdAt) {

        SimulatedVersion version() {
            return model.version(String.valueOf(configuration.get("version"))).orElseThrow(ApiError::invalidVersion);
        }

        Map<String, @Nullable Object> json() {
            String[] parts = ref.split("/", 2);
            return ServerJson.object(
                    "owner", parts[0],
                    "name", parts[1],
                    "current_release",
                            ServerJson.object(
                                    "number", number,
                                    "model", model.ref(),
                                    "version", configuration.get("version"),
                                    "created_at", createdAt,
                                    "created_by", AccountApi.account(),
                                    "configuration",
                                            ServerJson.object(
                                                    "hardware", configuration.get("hardware"),
                                                    "min_instances", configuration.get("min_instances"),
                                                    "max_instances", configuration.get("max_instances"))));
        }
    }
}
