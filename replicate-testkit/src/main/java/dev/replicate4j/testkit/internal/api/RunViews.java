package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.Effect;
import dev.replicate4j.testkit.internal.fault.Faults;
import dev.replicate4j.testkit.internal.fault.Occasion;
import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Request;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.run.Run;
import dev.replicate4j.testkit.internal.run.RunJson;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.Runs;
import dev.replicate4j.testkit.internal.time.Timeline;
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

    private final Runs runs;
    private final RunJson json;
    private final Timeline timeline;
    private final Faults faults;
    private final Pages pages;
    private volatile UnaryOperator<Map<String, @Nullable Object>> echo = UnaryOperator.identity();

    /** Shows the given runs. */
    public RunViews(Runs runs, RunJson json, Timeline timeline, Faults faults, Pages pages) {
        this.runs = runs;
        this.json = json;
        this.timeline = timeline;
        this.faults = faults;
        this.pages = pages;
    }

    /** Sets how runs are changed before they are shown. */
    public void echo(UnaryOperator<Map<String, @Nullable Object>> changed) {
        echo = changed;
    }

    /** Returns the run that the path names. */
    Run find(Call call) {
        Run run = runs.find(call.parameter("id")).orElseThrow(Problem::notFound);
        Duration age = Duration.between(run.createdAt(), timeline.now());
        Occasion occasion = Occasion.of(call.request(), run.spec().model().ref());
        boolean hidden = take(
                        Effect.HideNewRun.class, call.request(), occasion, fault -> age.compareTo(fault.age()) < 0)
                .isPresent();
        if (hidden) {
            throw Problem.notFound();
        }
        return run;
    }

    /** Shows a run. */
    Reply show(Run run) {
        return Reply.jsonLine(200, echo.apply(json.of(run)));
    }

    /** Lists runs. */
    Reply list(Request request, RunSpec.Kind kind, Predicate<Run> filter) {
        Duration lag =
                take(Effect.StaleList.class, request).map(Effect.StaleList::lag).orElse(Duration.ZERO);
        boolean outputs = take(Effect.ListWithoutOutput.class, request).isEmpty();
        Instant until = timeline.now().minus(lag);
        List<Run> fitting = runs.newestFirst(kind).stream()
                .filter(run -> lag.isZero() || !run.createdAt().isAfter(until))
                .filter(filter)
                .toList();
        return pages.reply(request, fitting, run -> listed(run, outputs));
    }

    private Map<String, @Nullable Object> listed(Run run, boolean outputs) {
        Map<String, @Nullable Object> shown = json.of(run);
        if (!outputs) {
            shown.remove("output");
        }
        return echo.apply(shown);
    }

    private <E extends Effect> Optional<E> take(Class<E> kind, Request request) {
        return take(kind, request, Occasion.of(request, null), effect -> true);
    }

    private <E extends Effect> Optional<E> take(
            Class<E> kind, Request request, Occasion occasion, Predicate<E> useful) {
        return faults.take(kind, occasion, useful).map(hit -> {
            request.faulted(hit.name());
            return hit.effect();
        });
    }
}
