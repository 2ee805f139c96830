package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.model.IdGenerator;
import dev.replicate4j.testkit.internal.run.SimulatedRun.Change;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.util.function.Consumer;

/** Creates runs, sets them going, and ends them when their user or their deadline says so. */
public final class RunService {

    private final RunRegistry runs;
    private final IdGenerator ids;
    private final ServerClock timeline;
    private final RunScheduler driver;
    private final RunHandler answers;
    private final Consumer<SimulatedRun> onCreate;

    /**
     * Makes the service.
     *
     * @param onCreate sees every run before anything happens to it
     */
    public RunService(
            RunRegistry runs,
            IdGenerator ids,
            ServerClock timeline,
            RunScheduler driver,
            RunHandler answers,
            Consumer<SimulatedRun> onCreate) {
        this.runs = runs;
        this.ids = ids;
        this.timeline = timeline;
        this.driver = driver;
        this.answers = answers;
        this.onCreate = onCreate;
    }

    /** Makes a run that stays in the queue until it is {@linkplain #launch launched}. */
    public SimulatedRun create(RunSpec spec) {
        SimulatedRun run = new SimulatedRun(ids.next(26), ids.next(52), spec, timeline.now());
        runs.add(run);
        onCreate.accept(run);
        Duration lifetime = spec.lifetime();
        if (lifetime != null) {
            ServerClock.Timer deadline = timeline.after(lifetime, () -> expire(run));
            onEnd(run, deadline::cancel);
        }
        return run;
    }

    /** Sets a run going. Where no time is to pass, it has ended on return. */
    public void launch(SimulatedRun run) {
        answers.answer(run, driver);
    }

    /** Ends a run as its user wishes; does nothing if it has ended. */
    public void cancel(SimulatedRun run) {
        run.end(RunStatus.CANCELED, null, timeline.now());
    }

    private void expire(SimulatedRun run) {
        boolean queued = run.snapshot().status() == RunStatus.STARTING;
        run.end(queued ? RunStatus.ABORTED : RunStatus.CANCELED, null, timeline.now());
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
