package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.json.Json;
import dev.replicate4j.testkit.internal.media.Deliveries;
import dev.replicate4j.testkit.internal.media.Media;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes runs through their scripts, at the time's own pace. */
public final class Driver {

    private final Timeline timeline;
    private final Deliveries deliveries;
    private final URI deliveryOrigin;

    /** Drives on the given time, publishing files where they can be fetched. */
    public Driver(Timeline timeline, Deliveries deliveries, URI deliveryOrigin) {
        this.timeline = timeline;
        this.deliveries = deliveries;
        this.deliveryOrigin = deliveryOrigin;
    }

    /** Begins the run and follows the script. Where no time is to pass, all has happened on return. */
    public void drive(Run run, Script script) {
        Duration queued = script.queued() == null ? Duration.ZERO : script.queued();
        after(queued, () -> begin(run, script));
    }

    private void begin(Run run, Script script) {
        if (script.ending() instanceof Ending.Aborted) {
            run.end(Status.ABORTED, null, timeline.now());
        } else if (run.start(timeline.now())) {
            follow(run, script.steps().iterator(), script.ending());
        }
    }

    private void follow(Run run, Iterator<Step> steps, Ending ending) {
        while (steps.hasNext() && !run.ended()) {
            Step step = steps.next();
            if (step instanceof Step.Pause pause && !pause.duration().isZero()) {
                timeline.after(pause.duration(), () -> follow(run, steps, ending));
                return;
            }
            apply(run, step);
        }
        end(run, ending);
    }

    private void apply(Run run, Step step) {
        if (step instanceof Step.Piece piece) {
            Object value = publish(piece.value());
            run.addPiece(value, eventData(value), timeline.now());
        } else if (step instanceof Step.Whole whole) {
            Object value = publish(whole.value());
            List<String> events = new ArrayList<>();
            (value instanceof List<?> list ? list : List.of(eventData(value)))
                    .forEach(item -> events.add(eventData(item)));
            run.setOutput(value, events, timeline.now());
        } else if (step instanceof Step.Log log) {
            run.log(log.line(), timeline.now());
        } else if (step instanceof Step.Metric metric) {
            run.metric(metric.name(), metric.value());
        }
    }

    private void end(Run run, Ending ending) {
        if (ending instanceof Ending.Succeeded) {
            run.end(Status.SUCCEEDED, null, timeline.now());
        } else if (ending instanceof Ending.Failed failed) {
            run.end(Status.FAILED, failed.error(), timeline.now());
        }
    }

    private static String eventData(@Nullable Object value) {
        return value instanceof String text ? text : Json.text(value);
    }

    private @Nullable Object publish(@Nullable Object value) {
        if (value instanceof Media media) {
            return deliveries.publish(deliveryOrigin, media);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(publish(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), publish(member)));
            return members;
        }
        return value;
    }

    private void after(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            timeline.after(delay, task);
        }
    }
}
