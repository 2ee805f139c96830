package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.Effect;
import dev.replicate4j.testkit.internal.http.EventSink;
import dev.replicate4j.testkit.internal.run.Run;
import dev.replicate4j.testkit.internal.run.Run.Change;
import dev.replicate4j.testkit.internal.run.StreamEvent;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client that listens to one run, from the beginning or from where it was cut off. */
final class Subscription implements Consumer<Change> {

    /** After so much silence Replicate ends a stream. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Run run;
    private final Timeline timeline;
    private final EventSink sink;
    private final Effect.@Nullable OnStream effect;
    private @Nullable String lastId;
    private Timeline.@Nullable Timer silence;
    private int sent;
    private boolean over;

    /**
     * Makes a subscription.
     *
     * @param effect the injected fault; null for none
     * @param lastId the last event that the client knows; null for none
     */
    Subscription(
            Run run, Timeline timeline, EventSink sink, Effect.@Nullable OnStream effect, @Nullable String lastId) {
        this.run = run;
        this.timeline = timeline;
        this.sink = sink;
        this.effect = effect;
        boolean fromStart = effect instanceof Effect.ReplayStream || effect instanceof Effect.RepeatEvent;
        this.lastId = fromStart ? null : lastId;
    }

    /** Sends what there is, and then what comes. */
    void open() {
        sink.send(effect instanceof Effect.NoisyStream ? Noise.OPENING : ": hi\n\n");
        run.listen(this);
        accept(Change.OUTPUT);
    }

    @Override
    public synchronized void accept(Change change) {
        if (over) {
            return;
        }
        for (StreamEvent event : run.eventsAfter(lastId)) {
            if (effect instanceof Effect.SilenceStream mute && sent >= mute.events()) {
                break;
            }
            if (effect instanceof Effect.CutStream cut && sent >= cut.events()) {
                finish();
                return;
            }
            if (!(effect instanceof Effect.SkipEvent skip && sent == skip.events())) {
                sink.send(wire(event));
            }
            sent++;
            lastId = event.id();
            if (effect instanceof Effect.RepeatEvent) {
                finish();
                return;
            }
        }
        if (run.isLastEvent(lastId) && effect instanceof Effect.OutputAfterDone late) {
            sink.send(new StreamEvent(lastId + "-late", "output", late.text()).wire());
        }
        if (!sink.isOpen() || run.isLastEvent(lastId)) {
            finish();
        } else {
            restartSilence();
        }
    }

    private String wire(StreamEvent event) {
        if (effect instanceof Effect.NoisyStream) {
            return Noise.around(event, sent);
        }
        if (effect instanceof Effect.RepeatEvent) {
            return "retry: 0\n" + event.wire();
        }
        return effect instanceof Effect.ReplayStream
                ? new StreamEvent("replayed-" + event.id(), event.name(), event.data()).wire()
                : event.wire();
    }

    private void restartSilence() {
        if (silence != null) {
            silence.cancel();
        }
        silence = timeline.after(TIMEOUT, this::timeOut);
    }

    private synchronized void timeOut() {
        if (!over) {
            sink.send(":408: 408 Request Timeout\n\n");
            finish();
        }
    }

    private void finish() {
        over = true;
        if (silence != null) {
            silence.cancel();
        }
        run.unlisten(this);
        sink.close();
    }
}
