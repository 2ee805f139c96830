package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.FaultEffect;
import dev.replicate4j.testkit.internal.fault.FaultHit;
import dev.replicate4j.testkit.internal.fault.FaultInjector;
import dev.replicate4j.testkit.internal.fault.FaultPoint;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.run.RunRegistry;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.util.Optional;

/** The event streams of predictions. */
public final class StreamsApi {

    private final RunRegistry runs;
    private final ServerClock clock;
    private final FaultInjector faults;

    /** Serves the streams of the runs. */
    public StreamsApi(RunRegistry runs, ServerClock clock, FaultInjector faults) {
        this.runs = runs;
        this.clock = clock;
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

    private ServerReply open(Call call, String token) {
        SimulatedRun run = runs.findStream(token).orElseThrow(ApiError::notFound);
        Optional<FaultHit<FaultEffect.OnStream>> hit = faults.take(
                FaultEffect.OnStream.class,
                FaultPoint.of(call.request(), run.spec().model().ref()));
        hit.ifPresent(fault -> call.request().faulted(fault.name()));
        FaultEffect.OnStream effect = hit.map(FaultHit::effect).orElse(null);
        String lastId = call.request().header("Last-Event-ID");
        return ServerReply.events(sink -> new StreamSubscription(run, clock, sink, effect, lastId).open());
    }
}
