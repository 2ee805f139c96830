package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.media.OutputFileStore;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the scripts of runs, by the clock. */
public final class RunScheduler {

    private final ServerClock clock;
    private final OutputFileStore outputFiles;

    /** Creates a scheduler that publishes output files in the given store. */
    public RunScheduler(ServerClock clock, OutputFileStore outputFiles) {
        this.clock = clock;
        this.outputFiles = outputFiles;
    }

    /** Starts the run after its time in the queue, unless it has ended by then. */
    public void begin(SimulatedRun run, Duration queued, Runnable then) {
        Runnable start = () -> {
            if (run.start(clock.now())) {
                then.run();
            }
        };
        if (queued.isZero()) {
            start.run();
        } else {
            clock.after(queued, start);
        }
    }

    /** Follows the script. Where it takes no time, all has happened on return. */
    public void follow(SimulatedRun run, RunScript script) {
        follow(run, script.steps().iterator(), script.ending());
    }

    /** Does one step now. */
    public void step(SimulatedRun run, RunStep step) {
        if (step instanceof RunStep.Piece piece) {
            Object value = outputFiles.publishAll(piece.value());
            run.addPiece(value, eventData(value), clock.now());
        } else if (step instanceof RunStep.Whole whole) {
            Object value = outputFiles.publishAll(whole.value());
            run.setOutput(value, events(value), clock.now());
        } else if (step instanceof RunStep.Log log) {
            run.log(log.line(), clock.now());
        } else if (step instanceof RunStep.Metric metric) {
            run.metric(metric.name(), metric.value());
        }
    }

    /** Ends a run, unless it never ends. */
    public void end(SimulatedRun run, RunOutcome ending) {
        if (ending instanceof RunOutcome.Succeeded) {
            run.end(RunStatus.SUCCEEDED, null, clock.now());
        } else if (ending instanceof RunOutcome.Failed failed) {
            run.end(RunStatus.FAILED, failed.error(), clock.now());
        } else if (ending instanceof RunOutcome.Canceled) {
            run.end(RunStatus.CANCELED, null, clock.now());
        } else if (ending instanceof RunOutcome.Aborted) {
            run.end(RunStatus.ABORTED, null, clock.now());
        }
    }

    private void follow(SimulatedRun run, Iterator<RunStep> steps, RunOutcome ending) {
        while (steps.hasNext() && !run.ended()) {
            RunStep step = steps.next();
            if (step instanceof RunStep.Pause pause && !pause.duration().isZero()) {
                clock.after(pause.duration(), () -> follow(run, steps, ending));
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
