package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.media.Deliveries;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes runs through their courses, at the time's own pace. */
public final class Driver {

    private final Timeline timeline;
    private final Deliveries deliveries;

    /** Drives on the given time, publishing files where they can be fetched. */
    public Driver(Timeline timeline, Deliveries deliveries) {
        this.timeline = timeline;
        this.deliveries = deliveries;
    }

    /** Leaves the run in the queue for a while, then begins it, unless it has ended by then. */
    public void begin(Run run, Duration queued, Runnable then) {
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
    public void follow(Run run, Script script) {
        follow(run, script.steps().iterator(), script.ending());
    }

    /** Does one step now. */
    public void step(Run run, Step step) {
        if (step instanceof Step.Piece piece) {
            Object value = deliveries.publishAll(piece.value());
            run.addPiece(value, eventData(value), timeline.now());
        } else if (step instanceof Step.Whole whole) {
            Object value = deliveries.publishAll(whole.value());
            run.setOutput(value, events(value), timeline.now());
        } else if (step instanceof Step.Log log) {
            run.log(log.line(), timeline.now());
        } else if (step instanceof Step.Metric metric) {
            run.metric(metric.name(), metric.value());
        }
    }

    /** Ends a run, unless it is not to end. */
    public void end(Run run, Ending ending) {
        if (ending instanceof Ending.Succeeded) {
            run.end(Status.SUCCEEDED, null, timeline.now());
        } else if (ending instanceof Ending.Failed failed) {
            run.end(Status.FAILED, failed.error(), timeline.now());
        } else if (ending instanceof Ending.Canceled) {
            run.end(Status.CANCELED, null, timeline.now());
        } else if (ending instanceof Ending.Aborted) {
            run.end(Status.ABORTED, null, timeline.now());
        }
    }

    private void follow(Run run, Iterator<Step> steps, Ending ending) {
        while (steps.hasNext() && !run.ended()) {
            Step step = steps.next();
            if (step instanceof Step.Pause pause && !pause.duration().isZero()) {
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
