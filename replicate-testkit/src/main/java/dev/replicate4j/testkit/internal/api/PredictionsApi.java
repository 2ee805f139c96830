package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.model.ModelRegistry;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.model.SimulatedVersion;
import dev.replicate4j.testkit.internal.run.RunService;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Predictions: created by model, by version or by deployment; read, listed, canceled. */
public final class PredictionsApi {

    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{64}");

    private final ModelRegistry models;
    private final RunViews views;
    private final RunService service;
    private final InputCheck check;
    private final SyncWindow window;

    /** Serves predictions. */
    public PredictionsApi(
            ModelRegistry models, RunViews views, RunService service, InputCheck check, SyncWindow window) {
        this.models = models;
        this.views = views;
        this.service = service;
        this.check = check;
        this.window = window;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.addHeld("POST", "/v1/predictions", this::createByVersion)
                .addHeld("POST", "/v1/models/{owner}/{name}/predictions", this::createByModel)
                .add("GET", "/v1/predictions", this::list)
                .add("GET", "/v1/predictions/{id}", this::get)
                .add("POST", "/v1/predictions/{id}/cancel", this::cancel);
    }

    private CompletionStage<ServerReply> createByVersion(Call call) {
        CreateRequest request = CreateRequest.read(call.request(), "version");
        Target target = byVersion(request.text("version"));
        return create(call.request(), request, target, null);
    }

    private CompletionStage<ServerReply> createByModel(Call call) {
        SimulatedModel model = models.find(call.parameter("owner") + "/" + call.parameter("name"))
                .filter(SimulatedModel::official)
                .orElseThrow(ApiError::notFound);
        CreateRequest request = CreateRequest.read(call.request());
        return create(call.request(), request, new Target(model, latest(model)), null);
    }

    /** Creates a prediction on a deployment's model. */
    CompletionStage<ServerReply> createByDeployment(
            ServerRequest request, SimulatedModel model, SimulatedVersion version, String deployment) {
        return create(request, CreateRequest.read(request), new Target(model, version), deployment);
    }

    private Target byVersion(String reference) {
        int colon = reference.indexOf(':');
        String id = colon < 0 ? reference : reference.substring(colon + 1);
        if (colon < 0 && reference.contains("/")) {
            SimulatedModel model =
                    models.find(reference).filter(SimulatedModel::official).orElseThrow(ApiError::invalidVersion);
            return new Target(model, latest(model));
        }
        Optional<SimulatedModel> model =
                colon < 0 ? models.withVersion(id) : models.find(reference.substring(0, colon));
        if (!VERSION.matcher(id).matches()) {
            throw ApiError.invalidVersion();
        }
        return model.filter(known -> !known.official())
                .flatMap(known -> known.version(id).map(version -> new Target(known, version)))
                .orElseThrow(ApiError::invalidVersion);
    }

    private static SimulatedVersion latest(SimulatedModel model) {
        return model.latest().orElseThrow(ApiError::notFound);
    }

    private CompletionStage<ServerReply> create(
            ServerRequest http, CreateRequest request, Target target, @Nullable String deployment) {
        if (target.model().checked()) {
            List<InvalidField> wrong = check.check(target.version(), "Input", request.input());
            if (!wrong.isEmpty()) {
                throw ApiError.invalid(wrong);
            }
        }
        SimulatedRun run = service.create(new RunSpec(
                RunSpec.Kind.PREDICTION,
                target.model(),
                target.version(),
                request.input(),
                deployment,
                null,
                DurationHeaders.lifetime(http.header("Cancel-After")),
                request.webhook(),
                request.events(),
                request.stream()));
        return window.reply(http, run);
    }

    private ServerReply list(Call call) {
        PredictionFilter filter = PredictionFilter.of(call.request().query());
        return views.list(call.request(), RunSpec.Kind.PREDICTION, filter::fits);
    }

    /** Reads trainings too: Replicate's reply to the creation of a training has the URLs of a prediction. */
    private ServerReply get(Call call) {
        return views.show(views.find(call));
    }

    private ServerReply cancel(Call call) {
        SimulatedRun run = views.find(call);
        service.cancel(run);
        return views.show(run);
    }

    private record Target(SimulatedModel model, SimulatedVersion version) {}
}
