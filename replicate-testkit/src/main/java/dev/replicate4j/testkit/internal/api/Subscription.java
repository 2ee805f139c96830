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
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Run run;
    private final Timeline timeline;
    private final EventSink sink;
    private final @Nullable Effect effect;
    private @Nullable String lastId;
    private Timeline.@Nullable Timer silence;
    private int sent;
    private boolean over;

    /**
     * Makes a subscription.
     *
     * @param effect what goes wrong; null for nothing
     * @param lastId the last event that the client knows; null for none
     */
    Subscription(Run run, Timeline timeline, EventSink sink, @Nullable Effect effect, @Nullable String lastId) {
        this.run = run;
        this.timeline = timeline;
        this.sink = sink;
        this.effect = effect;
        this.lastId = lastId;
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
            if (effect instanceof Effect.CutStream cut && sent >= cut.events()) {
                finish();
                return;
            }
            if (effect instanceof Effect.SilenceStream mute && sent >= mute.events()) {
                break;
            }
            sink.send(effect instanceof Effect.NoisyStream ? Noise.around(event, sent) : event.wire());
            sent++;
            lastId = event.id();
        }
        if (!sink.isOpen() || run.isLastEvent(lastId)) {
            finish();
        } else {
            restartSilence();
        }
    }

    private void restartSilence() {
        if (silence != null) {
            silence.cancel();
        }
        silence = timeline.after(PATIENCE, this::timeOut);
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
