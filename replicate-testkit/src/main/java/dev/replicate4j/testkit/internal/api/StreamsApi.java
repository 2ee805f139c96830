package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.EventSink;
import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.run.Run;
import dev.replicate4j.testkit.internal.run.Run.Change;
import dev.replicate4j.testkit.internal.run.Runs;
import dev.replicate4j.testkit.internal.run.StreamEvent;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The event streams of predictions. */
public final class StreamsApi {

    /** After so much silence the server ends a stream. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Runs runs;
    private final Timeline timeline;

    /** Serves the streams of the runs. */
    public StreamsApi(Runs runs, Timeline timeline) {
        this.runs = runs;
        this.timeline = timeline;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("GET", "/v1/streams/{token}", call -> open(call, call.parameter("token")))
                .add("GET", "/v1/files/{token}", call -> open(call, afterPrefix(call.parameter("token"))));
    }

    private static String afterPrefix(String token) {
        return token.substring(token.indexOf('-') + 1);
    }

    private Reply open(Call call, String token) {
        Run run = runs.findStream(token).orElseThrow(Problem::notFound);
        String lastId = call.request().header("Last-Event-ID");
        return Reply.events(sink -> new Subscription(run, sink, lastId).open());
    }

    /** One client that listens to one run. */
    private final class Subscription implements Consumer<Change> {

        private final Run run;
        private final EventSink sink;
        private @Nullable String lastId;
        private Timeline.@Nullable Timer silence;
        private boolean over;

        Subscription(Run run, EventSink sink, @Nullable String lastId) {
            this.run = run;
            this.sink = sink;
            this.lastId = lastId;
        }

        void open() {
            sink.send(": hi\n\n");
            run.listen(this);
            accept(Change.OUTPUT);
        }

        @Override
        public synchronized void accept(Change change) {
            if (over) {
                return;
            }
            for (StreamEvent event : run.eventsAfter(lastId)) {
                sink.send(event.wire());
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
}
