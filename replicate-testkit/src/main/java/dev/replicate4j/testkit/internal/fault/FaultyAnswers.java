package dev.replicate4j.testkit.internal.fault;

import dev.replicate4j.testkit.internal.http.Origin;
import dev.replicate4j.testkit.internal.run.Answers;
import dev.replicate4j.testkit.internal.run.Driver;
import dev.replicate4j.testkit.internal.run.Ending;
import dev.replicate4j.testkit.internal.run.Run;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets runs end otherwise than their models would end them.
 *
 * @param answers who answers the other runs
 * @param faults what goes wrong
 */
public record FaultyAnswers(Answers answers, Faults faults) implements Answers {

    @Override
    public void answer(Run run, Driver driver) {
        Occasion occasion =
                new Occasion(Origin.API, "POST", "/run", run.spec().model().ref());
        Optional<Ending> ending = faults.take(Effect.EndRun.class, occasion)
                .map(hit -> hit.effect().ending());
        if (ending.isEmpty()) {
            answers.answer(run, driver);
        } else if (ending.get() instanceof Ending.Aborted) {
            driver.end(run, ending.get());
        } else {
            driver.begin(run, Duration.ZERO, () -> driver.end(run, ending.get()));
        }
    }
}
