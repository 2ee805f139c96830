package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.Effect;
import dev.replicate4j.testkit.internal.fault.Faults;
import dev.replicate4j.testkit.internal.fault.Occasion;
import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.run.Run;
import dev.replicate4j.testkit.internal.run.Runs;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.util.Optional;

/** The event streams of predictions. */
public final class StreamsApi {

    private final Runs runs;
    private final Timeline timeline;
    private final Faults faults;

    /** Serves the streams of the runs. */
    public StreamsApi(Runs runs, Timeline timeline, Faults faults) {
        this.runs = runs;
        this.timeline = timeline;
        this.faults = faults;
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
        Optional<Faults.Hit<Effect.OnStream>> hit = faults.take(
                Effect.OnStream.class,
                Occasion.of(call.request(), run.spec().model().ref()));
        hit.ifPresent(fault -> call.request().faulted(fault.name()));
        Effect.OnStream effect = hit.map(Faults.Hit::effect).orElse(null);
        String lastId = call.request().header("Last-Event-ID");
        return Reply.events(sink -> new Subscription(run, timeline, sink, effect, lastId).open());
    }
}
