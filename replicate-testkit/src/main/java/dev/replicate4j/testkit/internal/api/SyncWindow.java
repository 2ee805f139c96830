package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.Effect;
import dev.replicate4j.testkit.internal.fault.Faults;
import dev.replicate4j.testkit.internal.fault.Occasion;
import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Request;
import dev.replicate4j.testkit.internal.run.Run;
import dev.replicate4j.testkit.internal.run.Run.Change;
import dev.replicate4j.testkit.internal.run.RunJson;
import dev.replicate4j.testkit.internal.run.RunService;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers the creation of a prediction: at once, or, with {@code Prefer: wait}, when it has ended or time is up. */
public final class SyncWindow {

    private final RunService service;
    private final RunJson json;
    private final Timeline timeline;
    private final Faults faults;
    private final Quirks quirks;

    /** Answers with the given oddities. */
    public SyncWindow(RunService service, RunJson json, Timeline timeline, Faults faults, Quirks quirks) {
        this.service = service;
        this.json = json;
        this.timeline = timeline;
        this.faults = faults;
        this.quirks = quirks;
    }

    /** Sets the run going and answers. */
    CompletionStage<Reply> reply(Request request, Run run) {
        String prefer = request.header("Prefer");
        Duration window = Durations.wait(prefer);
        if (window == null || prefer == null) {
            Reply reply = Reply.jsonLine(201, json.created(run));
            service.launch(run);
            return CompletableFuture.completedFuture(reply);
        }
        CompletableFuture<Reply> held = isEmpty(request, run)
                ? CompletableFuture.completedFuture(Reply.json(201, json.processing(run)))
                : hold(run, window);
        service.launch(run);
        return held.thenApply(reply -> reply.header("Preference-Applied", prefer.trim()));
    }

    private boolean isEmpty(Request request, Run run) {
        Optional<Faults.Hit<Effect.EmptyWindow>> hit = faults.take(
                Effect.EmptyWindow.class,
                Occasion.of(request, run.spec().model().ref()));
        hit.ifPresent(fault -> request.faulted(fault.name()));
        return hit.isPresent();
    }

    private CompletableFuture<Reply> hold(Run run, Duration window) {
        CompletableFuture<Reply> held = new CompletableFuture<>();
        Timeline.Timer timer = timeline.after(window, () -> held.complete(Reply.json(202, json.of(run))));
        Consumer<Change> listener = change -> {
            if (change == Change.COMPLETED) {
                held.complete(Reply.json(201, ended(run)));
            }
        };
        run.listen(listener);
        return held.whenComplete((reply, failure) -> {
            timer.cancel();
            run.unlisten(listener);
        });
    }

    private Map<String, @Nullable Object> ended(Run run) {
        return json.waitedFor(run, quirks.processingWhenWaitedFor(), quirks.inlineFilesWhenWaitedFor());
    }
}
