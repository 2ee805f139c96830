package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.FaultEffect;
import dev.replicate4j.testkit.internal.fault.FaultHit;
import dev.replicate4j.testkit.internal.fault.FaultInjector;
import dev.replicate4j.testkit.internal.fault.FaultPoint;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.run.RunJson;
import dev.replicate4j.testkit.internal.run.RunService;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import dev.replicate4j.testkit.internal.run.SimulatedRun.Change;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Replies to the creation of a prediction: at once, or, with {@code Prefer: wait}, when it has ended or after the time given. */
public final class SyncWindow {

    private final RunService service;
    private final RunJson json;
    private final ServerClock clock;
    private final FaultInjector faults;
    private final SyncReplyOptions options;

    /** Creates a window with the given options. */
    public SyncWindow(
            RunService service, RunJson json, ServerClock clock, FaultInjector faults, SyncReplyOptions options) {
        this.service = service;
        this.json = json;
        this.clock = clock;
        this.faults = faults;
        this.options = options;
    }

    /** Launches the run and replies. */
    CompletionStage<ServerReply> reply(ServerRequest request, SimulatedRun run) {
        String prefer = request.header("Prefer");
        Duration window = DurationHeaders.wait(prefer);
        if (window == null || prefer == null) {
            ServerReply reply = ServerReply.jsonLine(201, json.created(run));
            service.launch(run);
            return CompletableFuture.completedFuture(reply);
        }
        CompletableFuture<ServerReply> held = isEmpty(request, run)
                ? CompletableFuture.completedFuture(ServerReply.json(201, json.processing(run)))
                : hold(run, window);
        service.launch(run);
        return held.thenApply(reply -> reply.header("Preference-Applied", prefer.trim()));
    }

    private boolean isEmpty(ServerRequest request, SimulatedRun run) {
        Optional<FaultHit<FaultEffect.EmptyWindow>> hit = faults.take(
                FaultEffect.EmptyWindow.class,
                FaultPoint.of(request, run.spec().model().ref()));
        hit.ifPresent(fault -> request.faulted(fault.name()));
        return hit.isPresent();
    }

    private CompletableFuture<ServerReply> hold(SimulatedRun run, Duration window) {
        CompletableFuture<ServerReply> held = new CompletableFuture<>();
        ServerClock.Timer timer = clock.after(window, () -> held.complete(ServerReply.json(202, json.of(run))));
        Consumer<Change> listener = change -> {
            if (change == Change.COMPLETED) {
                held.complete(ServerReply.json(201, ended(run)));
            }
        };
        run.listen(listener);
        return held.whenComplete((reply, failure) -> {
            timer.cancel();
            run.unlisten(listener);
        });
    }

    private Map<String, @Nullable Object> ended(SimulatedRun run) {
        return json.waitedFor(run, options.processingWhenWaitedFor(), options.inlineFilesWhenWaitedFor());
    }
}
