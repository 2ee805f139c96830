package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.model.Ids;
import dev.replicate4j.testkit.internal.model.Model;
import dev.replicate4j.testkit.internal.model.ModelVersion;
import dev.replicate4j.testkit.internal.model.Models;
import dev.replicate4j.testkit.internal.run.Run;
import dev.replicate4j.testkit.internal.run.Run.Change;
import dev.replicate4j.testkit.internal.run.RunJson;
import dev.replicate4j.testkit.internal.run.RunService;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.Status;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.util.List;

/** Trainings: created on a version; read, listed, canceled. */
public final class TrainingsApi {

    private final Models models;
    private final RunViews views;
    private final RunService service;
    private final RunJson json;
    private final InputCheck check;
    private final Timeline timeline;

    /** Serves trainings. */
    public TrainingsApi(
            Models models, RunViews views, RunService service, RunJson json, InputCheck check, Timeline timeline) {
        this.models = models;
        this.views = views;
        this.service = service;
        this.json = json;
        this.check = check;
        this.timeline = timeline;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("POST", "/v1/models/{owner}/{name}/versions/{id}/trainings", this::create)
                .add("GET", "/v1/trainings", this::list)
                .add("GET", "/v1/trainings/{id}", call -> views.show(find(call)))
                .add("POST", "/v1/trainings/{id}/cancel", this::cancel);
    }

    private Reply create(Call call) {
        Model model = models.find(call.parameter("owner") + "/" + call.parameter("name"))
                .orElseThrow(Problem::notFound);
        ModelVersion version = model.version(call.parameter("id")).orElseThrow(Problem::invalidVersion);
        if (!version.trainable()) {
            throw Problem.badRequest("The specified version cannot be trained.");
        }
        CreateRequest request = CreateRequest.readTraining(call.request());
        Model destination = models.find(request.text("destination"))
                .orElseThrow(() -> Problem.notFound("The specified training destination does not exist"));
        List<InvalidField> wrong = check.check(version, "TrainingInput", request.input());
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        Run run = service.create(new RunSpec(
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
        Reply reply = Reply.jsonLine(201, json.created(run));
        service.launch(run);
        return reply;
    }

    private void publish(Run run, Change change, Model destination) {
        if (change == Change.COMPLETED && run.snapshot().status() == Status.SUCCEEDED) {
            destination.add(run.spec().version().retrained(Ids.version(run.id()), timeline.now()));
        }
    }

    private Reply list(Call call) {
        return views.list(call.request(), RunSpec.Kind.TRAINING, run -> true);
    }

    private Reply cancel(Call call) {
        Run run = find(call);
        service.cancel(run);
        return views.show(run);
    }

    private Run find(Call call) {
        Run run = views.find(call);
        if (run.spec().kind() != RunSpec.Kind.TRAINING) {
            throw Problem.notFound();
        }
        return run;
    }
}
