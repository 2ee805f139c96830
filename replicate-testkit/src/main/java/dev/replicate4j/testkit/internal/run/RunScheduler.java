package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.media.OutputFileStore;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes runs through their courses, at the time's own pace. */
public final class RunScheduler {

    private final ServerClock timeline;
    private final OutputFileStore deliveries;

    /** Drives on the given time, publishing files where they can be fetched. */
    public RunScheduler(ServerClock timeline, OutputFileStore deliveries) {
        this.timeline = timeline;
        this.deliveries = deliveries;
    }

    /** Leaves the run in the queue for a while, then begins it, unless it has ended by then. */
    public void begin(SimulatedRun run, Duration queued, Runnable then) {
        Runnable start = () -> {
            if (run.start(timeline.now())) {
                then.run();
            }
        };
        if (queued.isZero()) {
            start.run();
        } else {
            timeline.after(queued, start);
        }
    }

    /** Follows the script with a run that has begun. Where no time is to pass, all has happened on return. */
    public void follow(SimulatedRun run, RunScript script) {
        follow(run, script.steps().iterator(), script.ending());
    }

    /** Does one step now. */
    public void step(SimulatedRun run, RunStep step) {
        if (step instanceof RunStep.Piece piece) {
            Object value = deliveries.publishAll(piece.value());
            run.addPiece(value, eventData(value), timeline.now());
        } else if (step instanceof RunStep.Whole whole) {
            Object value = deliveries.publishAll(whole.value());
            run.setOutput(value, events(value), timeline.now());
        } else if (step instanceof RunStep.Log log) {
            run.log(log.line(), timeline.now());
        } else if (step instanceof RunStep.Metric metric) {
            run.metric(metric.name(), metric.value());
        }
    }

    /** Ends a run, unless it is not to end. */
    public void end(SimulatedRun run, RunOutcome ending) {
        if (ending instanceof RunOutcome.Succeeded) {
            run.end(RunStatus.SUCCEEDED, null, timeline.now());
        } else if (ending instanceof RunOutcome.Failed failed) {
            run.end(RunStatus.FAILED, failed.error(), timeline.now());
        } else if (ending instanceof RunOutcome.Canceled) {
            run.end(RunStatus.CANCELED, null, timeline.now());
        } else if (ending instanceof RunOutcome.Aborted) {
            run.end(RunStatus.ABORTED, null, timeline.now());
        }
    }

    private void follow(SimulatedRun run, Iterator<RunStep> steps, RunOutcome ending) {
        while (steps.hasNext() && !run.ended()) {
            RunStep step = steps.next();
            if (step instanceof RunStep.Pause pause && !pause.duration().isZero()) {
                timeline.after(pause.duration(), () -> follow(run, steps, ending));
                return;
            }
            step(run, step);
        }
        end(run, ending);
    }

    private static List<String> events(@Nullable Object output) {
        if (!(output instanceof List<?> list)) {
            return List.of(eventData(output));
        }
        List<String> events = new ArrayList<>();
        list.forEach(item -> events.add(eventData(item)));
        return events;
    }

    private static String eventData(@Nullable Object value) {
        return value instanceof String text ? text : ServerJson.text(value);
    }
}
