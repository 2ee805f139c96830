package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.model.IdGenerator;
import dev.replicate4j.testkit.internal.run.SimulatedRun.Change;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.util.function.Consumer;

/** Creates, launches and cancels runs. */
public final class RunService {

    private final RunRegistry runs;
    private final IdGenerator ids;
    private final ServerClock clock;
    private final RunScheduler scheduler;
    private final RunHandler answers;
    private final Consumer<SimulatedRun> onCreate;

    /**
     * Creates the service.
     *
     * @param onCreate sees every run before anything happens to it
     */
    public RunService(
            RunRegistry runs,
            IdGenerator ids,
            ServerClock clock,
            RunScheduler scheduler,
            RunHandler answers,
            Consumer<SimulatedRun> onCreate) {
        this.runs = runs;
        this.ids = ids;
        this.clock = clock;
        this.scheduler = scheduler;
        this.answers = answers;
        this.onCreate = onCreate;
    }

    /** Creates a run that stays in the queue until it is {@linkplain #launch launched}. */
    public SimulatedRun create(RunSpec spec) {
        SimulatedRun run = new SimulatedRun(ids.next(26), ids.next(52), spec, clock.now());
        runs.add(run);
        onCreate.accept(run);
        Duration lifetime = spec.lifetime();
        if (lifetime != null) {
            ServerClock.Timer deadline = clock.after(lifetime, () -> expire(run));
            onEnd(run, deadline::cancel);
        }
        return run;
    }

    /** Launches a run. Where it takes no time, it has ended on return. */
    public void launch(SimulatedRun run) {
        answers.answer(run, scheduler);
    }

    /** Cancels a run; does nothing if it has ended. */
    public void cancel(SimulatedRun run) {
        run.end(RunStatus.CANCELED, null, clock.now());
    }

    private void expire(SimulatedRun run) {
        boolean queued = run.snapshot().status() == RunStatus.STARTING;
        run.end(queued ? RunStatus.ABORTED : RunStatus.CANCELED, null, clock.now());
    }

    private static void onEnd(SimulatedRun run, Runnable action) {
        Consumer<Change> listener = change -> {
            if (change == Change.COMPLETED) {
                action.run();
            }
        };
        run.listen(listener);
    }
}
