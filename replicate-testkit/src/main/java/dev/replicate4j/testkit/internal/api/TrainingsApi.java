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
import dev.replicate4j.testkit.internal.run.Runs;
import dev.replicate4j.testkit.internal.run.Status;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.util.List;

/** Trainings: created on a version; read, listed, canceled. */
public final class TrainingsApi {

    private final Models models;
    private final Runs runs;
    private final RunService service;
    private final RunJson json;
    private final InputCheck check;
    private final Pages pages;
    private final Timeline timeline;

    /** Serves trainings. */
    public TrainingsApi(
            Models models,
            Runs runs,
            RunService service,
            RunJson json,
            InputCheck check,
            Pages pages,
            Timeline timeline) {
        this.models = models;
        this.runs = runs;
        this.service = service;
        this.json = json;
        this.check = check;
        this.pages = pages;
        this.timeline = timeline;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("POST", "/v1/models/{owner}/{name}/versions/{id}/trainings", this::create)
                .add("GET", "/v1/trainings", this::list)
                .add("GET", "/v1/trainings/{id}", call -> Reply.jsonLine(200, json.of(find(call))))
                .add("POST", "/v1/trainings/{id}/cancel", this::cancel);
    }

    private Reply create(Call call) {
        Model model = models.find(call.parameter("owner") + "/" + call.parameter("name"))
                .orElseThrow(Problem::notFound);
        ModelVersion version = model.version(call.parameter("id")).orElseThrow(Problem::invalidVersion);
        if (!version.trainable()) {
            throw Problem.badRequest("The specified version cannot be trained.");
        }
        CreateRequest request = CreateRequest.read(call.request(), "destination");
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
        return pages.reply(call.request(), runs.newestFirst(RunSpec.Kind.TRAINING), json::of);
    }

    private Reply cancel(Call call) {
        Run run = find(call);
        service.cancel(run);
        return Reply.jsonLine(200, json.of(run));
    }

    private Run find(Call call) {
        return runs.find(call.parameter("id"))
                .filter(run -> run.spec().kind() == RunSpec.Kind.TRAINING)
                .orElseThrow(Problem::notFound);
    }
}
