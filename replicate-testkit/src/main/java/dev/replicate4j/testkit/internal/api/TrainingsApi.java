package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.model.IdGenerator;
import dev.replicate4j.testkit.internal.model.ModelRegistry;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.model.SimulatedVersion;
import dev.replicate4j.testkit.internal.run.RunJson;
import dev.replicate4j.testkit.internal.run.RunService;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.RunStatus;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import dev.replicate4j.testkit.internal.run.SimulatedRun.Change;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.util.List;

/** Trainings: created on a version; read, listed, canceled. */
public final class TrainingsApi {

    private final ModelRegistry models;
    private final RunViews views;
    private final RunService service;
    private final RunJson json;
    private final InputCheck check;
    private final ServerClock clock;

    /** Serves trainings. */
    public TrainingsApi(
            ModelRegistry models,
            RunViews views,
            RunService service,
            RunJson json,
            InputCheck check,
            ServerClock clock) {
        this.models = models;
        this.views = views;
        this.service = service;
        this.json = json;
        this.check = check;
        this.clock = clock;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("POST", "/v1/models/{owner}/{name}/versions/{id}/trainings", this::create)
                .add("GET", "/v1/trainings", this::list)
                .add("GET", "/v1/trainings/{id}", call -> views.show(find(call)))
                .add("POST", "/v1/trainings/{id}/cancel", this::cancel);
    }

    private ServerReply create(Call call) {
        SimulatedModel model = models.find(call.parameter("owner") + "/" + call.parameter("name"))
                .orElseThrow(ApiError::notFound);
        SimulatedVersion version = model.version(call.parameter("id")).orElseThrow(ApiError::invalidVersion);
        if (!version.trainable()) {
            throw ApiError.badRequest("The specified version cannot be trained.");
        }
        CreateRequest request = CreateRequest.readTraining(call.request());
        SimulatedModel destination = models.find(request.text("destination"))
                .orElseThrow(() -> ApiError.notFound("The specified training destination does not exist"));
        List<InvalidField> wrong = check.check(version, "TrainingInput", request.input());
        if (!wrong.isEmpty()) {
            throw ApiError.invalid(wrong);
        }
        SimulatedRun run = service.create(new RunSpec(
                RunSpec.Kind.TRAINING,
                model,
                version,
                request.input(),
                null,
                destination.ref(),
                null,
                request.webhook(),
                request.events(),
                request.stream()));
        run.listen(change -> publish(run, change, destination));
        ServerReply reply = ServerReply.jsonLine(201, json.created(run));
        service.launch(run);
        return reply;
    }

    private void publish(SimulatedRun run, Change change, SimulatedModel destination) {
        if (change == Change.COMPLETED && run.snapshot().status() == RunStatus.SUCCEEDED) {
            destination.add(run.spec().version().retrained(IdGenerator.version(run.id()), clock.now()));
        }
    }

    private ServerReply list(Call call) {
        return views.list(call.request(), RunSpec.Kind.TRAINING, run -> true);
    }

    private ServerReply cancel(Call call) {
        SimulatedRun run = find(call);
        service.cancel(run);
        return views.show(run);
    }

    private SimulatedRun find(Call call) {
        SimulatedRun run = views.find(call);
        if (run.spec().kind() != RunSpec.Kind.TRAINING) {
            throw ApiError.notFound();
        }
        return run;
    }
}
