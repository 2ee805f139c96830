package dev.replicate4j.testkit.internal.fault;

import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.run.RunHandler;
import dev.replicate4j.testkit.internal.run.RunOutcome;
import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets runs end otherwise than their models would end them.
 *
 * @param answers who answers the other runs
 * @param faults what goes wrong
 */
public record RunFaultHandler(RunHandler answers, FaultInjector faults) implements RunHandler {

    @Override
    public void answer(SimulatedRun run, RunScheduler driver) {
        FaultPoint occasion = new FaultPoint(
                ServerOrigin.API, "POST", "/run", run.spec().model().ref());
        Optional<RunOutcome> ending = faults.take(FaultEffect.EndRun.class, occasion)
                .map(hit -> hit.effect().ending());
        if (ending.isEmpty()) {
            answers.answer(run, driver);
        } else if (ending.get() instanceof RunOutcome.Aborted) {
            driver.end(run, ending.get());
        } else {
            driver.begin(run, Duration.ZERO, () -> driver.end(run, ending.get()));
        }
    }
}
