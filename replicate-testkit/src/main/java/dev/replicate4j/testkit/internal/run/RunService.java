package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.model.Ids;
import dev.replicate4j.testkit.internal.run.Run.Change;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.time.Duration;
import java.util.function.Consumer;

/** Creates runs, sets them going, and ends them when their user or their deadline says so. */
public final class RunService {

    private final Runs runs;
    private final Ids ids;
    private final Timeline timeline;
    private final Driver driver;
    private final Answers answers;
    private final Consumer<Run> onCreate;

    /**
     * Makes the service.
     *
     * @param onCreate sees every run before anything happens to it
     */
    public RunService(Runs runs, Ids ids, Timeline timeline, Driver driver, Answers answers, Consumer<Run> onCreate) {
        this.runs = runs;
        this.ids = ids;
        this.timeline = timeline;
        this.driver = driver;
        this.answers = answers;
        this.onCreate = onCreate;
    }

    /** Makes a run that stays in the queue until it is {@linkplain #launch launched}. */
    public Run create(RunSpec spec) {
        Run run = new Run(ids.next(26), ids.next(52), spec, timeline.now());
        runs.add(run);
        onCreate.accept(run);
        Duration lifetime = spec.lifetime();
        if (lifetime != null) {
            Timeline.Timer deadline = timeline.after(lifetime, () -> expire(run));
            onEnd(run, deadline::cancel);
        }
        return run;
    }

    /** Sets a run going. Where no time is to pass, it has ended on return. */
    public void launch(Run run) {
        answers.answer(run, driver);
    }

    /** Ends a run as its user wishes; does nothing if it has ended. */
    public void cancel(Run run) {
        run.end(Status.CANCELED, null, timeline.now());
    }

    private void expire(Run run) {
        boolean queued = run.snapshot().status() == Status.STARTING;
        run.end(queued ? Status.ABORTED : Status.CANCELED, null, timeline.now());
    }

    private static void onEnd(Run run, Runnable action) {
        Consumer<Change> listener = change -> {
            if (change == Change.COMPLETED) {
                action.run();
            }
        };
        run.listen(listener);
    }
}
