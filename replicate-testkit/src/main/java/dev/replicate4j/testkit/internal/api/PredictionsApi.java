package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Request;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.model.Model;
import dev.replicate4j.testkit.internal.model.ModelVersion;
import dev.replicate4j.testkit.internal.model.Models;
import dev.replicate4j.testkit.internal.run.Run;
import dev.replicate4j.testkit.internal.run.RunService;
import dev.replicate4j.testkit.internal.run.RunSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Predictions: created by model, by version or by deployment; read, listed, canceled. */
public final class PredictionsApi {

    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{64}");

    private final Models models;
    private final RunViews views;
    private final RunService service;
    private final InputCheck check;
    private final SyncWindow window;

    /** Serves predictions. */
    public PredictionsApi(Models models, RunViews views, RunService service, InputCheck check, SyncWindow window) {
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

    private CompletionStage<Reply> createByVersion(Call call) {
        CreateRequest request = CreateRequest.read(call.request(), "version");
        Target target = byVersion(request.text("version"));
        return create(call.request(), request, target, null);
    }

    private CompletionStage<Reply> createByModel(Call call) {
        Model model = models.find(call.parameter("owner") + "/" + call.parameter("name"))
                .filter(Model::official)
                .orElseThrow(Problem::notFound);
        CreateRequest request = CreateRequest.read(call.request());
        return create(call.request(), request, new Target(model, latest(model)), null);
    }

    /** Creates a prediction on a deployment's model. */
    CompletionStage<Reply> createByDeployment(Request request, Model model, ModelVersion version, String deployment) {
        return create(request, CreateRequest.read(request), new Target(model, version), deployment);
    }

    private Target byVersion(String reference) {
        int colon = reference.indexOf(':');
        String id = colon < 0 ? reference : reference.substring(colon + 1);
        if (colon < 0 && reference.contains("/")) {
            Model model = models.find(reference).filter(Model::official).orElseThrow(Problem::invalidVersion);
            return new Target(model, latest(model));
        }
        Optional<Model> model = colon < 0 ? models.withVersion(id) : models.find(reference.substring(0, colon));
        if (!VERSION.matcher(id).matches()) {
            throw Problem.invalidVersion();
        }
        return model.filter(known -> !known.official())
                .flatMap(known -> known.version(id).map(version -> new Target(known, version)))
                .orElseThrow(Problem::invalidVersion);
    }

    private static ModelVersion latest(Model model) {
        return model.latest().orElseThrow(Problem::notFound);
    }

    private CompletionStage<Reply> create(
            Request http, CreateRequest request, Target target, @Nullable String deployment) {
        if (target.model().checked()) {
            List<InvalidField> wrong = check.check(target.version(), "Input", request.input());
            if (!wrong.isEmpty()) {
                throw Problem.invalid(wrong);
            }
        }
        Run run = service.create(new RunSpec(
                RunSpec.Kind.PREDICTION,
                target.model(),
                target.version(),
                request.input(),
                deployment,
                null,
                Durations.lifetime(http.header("Cancel-After")),
                request.webhook(),
                request.events(),
                request.stream()));
        return window.reply(http, run);
    }

    private Reply list(Call call) {
        PredictionFilter filter = PredictionFilter.of(call.request().query());
        return views.list(call.request(), RunSpec.Kind.PREDICTION, filter::fits);
    }

    /** Trainings can be asked for as predictions too: Replicate's own create reply for them says so. */
    private Reply get(Call call) {
        return views.show(views.find(call));
    }

    private Reply cancel(Call call) {
        Run run = views.find(call);
        service.cancel(run);
        return views.show(run);
    }

    private record Target(Model model, ModelVersion version) {}
}
