package dev.replicate4j.testkit.internal.fault;

import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.run.RunHandler;
import dev.replicate4j.testkit.internal.run.RunOutcome;
import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.time.Duration;
import java.util.Optional;

/**
 * Applies the faults that end runs.
 *
 * @param handler handles the other runs
 * @param faults the injected faults
 */
public record RunFaultHandler(RunHandler handler, FaultInjector faults) implements RunHandler {

    @Override
    public void answer(SimulatedRun run, RunScheduler scheduler) {
        FaultPoint occasion = new FaultPoint(
                ServerOrigin.API, "POST", "/run", run.spec().model().ref());
        Optional<RunOutcome> ending = faults.take(FaultEffect.EndRun.class, occasion)
                .map(hit -> hit.effect().ending());
        if (ending.isEmpty()) {
            handler.answer(run, scheduler);
        } else if (ending.get() instanceof RunOutcome.Aborted) {
            scheduler.end(run, ending.get());
        } else {
            scheduler.begin(run, Duration.ZERO, () -> scheduler.end(run, ending.get()));
        }
    }
}
