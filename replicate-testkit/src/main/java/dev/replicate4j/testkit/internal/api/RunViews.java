package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.FaultEffect;
import dev.replicate4j.testkit.internal.fault.FaultInjector;
import dev.replicate4j.testkit.internal.fault.FaultPoint;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.run.RunJson;
import dev.replicate4j.testkit.internal.run.RunRegistry;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds, lists and shows runs, as they are or as injected faults show them. */
public final class RunViews {

    private final RunRegistry runs;
    private final RunJson json;
    private final ServerClock clock;
    private final FaultInjector faults;
    private final Pagination pages;
    private volatile UnaryOperator<Map<String, @Nullable Object>> echo = UnaryOperator.identity();

    /** Shows the given runs. */
    public RunViews(RunRegistry runs, RunJson json, ServerClock clock, FaultInjector faults, Pagination pages) {
        this.runs = runs;
        this.json = json;
        this.clock = clock;
        this.faults = faults;
        this.pages = pages;
    }

    /** Sets how runs are changed before they are shown. */
    public void echo(UnaryOperator<Map<String, @Nullable Object>> changed) {
        echo = changed;
    }

    /** {@return the run that the path names} */
    SimulatedRun find(Call call) {
        SimulatedRun run = runs.find(call.parameter("id")).orElseThrow(ApiError::notFound);
        Duration age = Duration.between(run.createdAt(), clock.now());
        FaultPoint occasion = FaultPoint.of(call.request(), run.spec().model().ref());
        boolean hidden = take(
                        FaultEffect.HideNewRun.class, call.request(), occasion, fault -> age.compareTo(fault.age()) < 0)
                .isPresent();
        if (hidden) {
            throw ApiError.notFound();
        }
        return run;
    }

    /** Shows a run. */
    ServerReply show(SimulatedRun run) {
        return ServerReply.jsonLine(200, echo.apply(json.of(run)));
    }

    /** Lists runs. */
    ServerReply list(ServerRequest request, RunSpec.Kind kind, Predicate<SimulatedRun> filter) {
        Duration lag = take(FaultEffect.StaleList.class, request)
                .map(FaultEffect.StaleList::lag)
                .orElse(Duration.ZERO);
        boolean outputs = take(FaultEffect.ListWithoutOutput.class, request).isEmpty();
        Instant until = clock.now().minus(lag);
        List<SimulatedRun> fitting = runs.newestFirst(kind).stream()
                .filter(run -> lag.isZero() || !run.createdAt().isAfter(until))
                .filter(filter)
                .toList();
        return pages.reply(request, fitting, run -> listed(run, outputs));
    }

    private Map<String, @Nullable Object> listed(SimulatedRun run, boolean outputs) {
        Map<String, @Nullable Object> shown = json.of(run);
        if (!outputs) {
            shown.remove("output");
        }
        return echo.apply(shown);
    }

    private <E extends FaultEffect> Optional<E> take(Class<E> kind, ServerRequest request) {
        return take(kind, request, FaultPoint.of(request, null), effect -> true);
    }

    private <E extends FaultEffect> Optional<E> take(
            Class<E> kind, ServerRequest request, FaultPoint occasion, Predicate<E> useful) {
        return faults.take(kind, occasion, useful).map(hit -> {
            request.faulted(hit.name());
            return hit.effect();
        });
    }
}
