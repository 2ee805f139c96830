package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.FaultEffect;
import dev.replicate4j.testkit.internal.http.EventStreamWriter;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import dev.replicate4j.testkit.internal.run.SimulatedRun.Change;
import dev.replicate4j.testkit.internal.run.StreamEvent;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client's stream of one run, from the first event or from the one after {@code Last-Event-ID}. */
final class StreamSubscription implements Consumer<Change> {

    /** Replicate ends a stream that is silent for so long. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final SimulatedRun run;
    private final ServerClock clock;
    private final EventStreamWriter sink;
    private final FaultEffect.@Nullable OnStream effect;
    private @Nullable String lastId;
    private ServerClock.@Nullable Timer silence;
    private int sent;
    private boolean over;

    /**
     * Creates a subscription.
     *
     * @param effect the injected fault; null for none
     * @param lastId the last event that the client knows; null for none
     */
    StreamSubscription(
            SimulatedRun run,
            ServerClock clock,
            EventStreamWriter sink,
            FaultEffect.@Nullable OnStream effect,
            @Nullable String lastId) {
        this.run = run;
        this.clock = clock;
        this.sink = sink;
        this.effect = effect;
        boolean fromStart = effect instanceof FaultEffect.ReplayStream || effect instanceof FaultEffect.RepeatEvent;
        this.lastId = fromStart ? null : lastId;
    }

    /** Sends the events so far, and those to come. */
    void open() {
        sink.send(effect instanceof FaultEffect.NoisyStream ? StreamNoise.OPENING : ": hi\n\n");
        run.listen(this);
        accept(Change.OUTPUT);
    }

    @Override
    public synchronized void accept(Change change) {
        if (over) {
            return;
        }
        for (StreamEvent event : run.eventsAfter(lastId)) {
            if (effect instanceof FaultEffect.SilenceStream mute && sent >= mute.events()) {
                break;
            }
            if (effect instanceof FaultEffect.CutStream cut && sent >= cut.events()) {
                finish();
                return;
            }
            if (!(effect instanceof FaultEffect.SkipEvent skip && sent == skip.events())) {
                sink.send(wire(event));
            }
            sent++;
            lastId = event.id();
            if (effect instanceof FaultEffect.RepeatEvent) {
                finish();
                return;
            }
        }
        if (run.isLastEvent(lastId) && effect instanceof FaultEffect.OutputAfterDone late) {
            sink.send(new StreamEvent(lastId + "-late", "output", late.text()).wire());
        }
        if (!sink.isOpen() || run.isLastEvent(lastId)) {
            finish();
        } else {
            restartSilence();
        }
    }

    private String wire(StreamEvent event) {
        if (effect instanceof FaultEffect.NoisyStream) {
            return StreamNoise.around(event, sent);
        }
        if (effect instanceof FaultEffect.RepeatEvent) {
            return "retry: 0\n" + event.wire();
        }
        return effect instanceof FaultEffect.ReplayStream
                ? new StreamEvent("replayed-" + event.id(), event.name(), event.data()).wire()
                : event.wire();
    }

    private void restartSilence() {
        if (silence != null) {
            silence.cancel();
        }
        silence = clock.after(TIMEOUT, this::timeOut);
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
