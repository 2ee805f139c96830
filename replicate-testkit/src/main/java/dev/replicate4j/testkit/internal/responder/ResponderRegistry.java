package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.run.RunHandler;
import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.RunScript;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.RunTiming;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds who answers a run: the newest rule that fits, or else the schema. */
public final class ResponderRegistry implements RunHandler {

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private volatile RunTiming timing;

    /** Answers with the given timing. */
    public ResponderRegistry(RunTiming timing) {
        this.timing = timing;
    }

    /** Returns how long things take. */
    public RunTiming timing() {
        return timing;
    }

    /** Sets how long things take from now on. */
    public void timing(RunTiming changed) {
        timing = changed;
    }

    /** Lets a responder answer the predictions of a model whose input fits. */
    public void add(String model, Predicate<Map<String, @Nullable Object>> fits, Responder responder) {
        rules.add(0, new Rule(model, fits, responder));
    }

    /** Forgets all rules. */
    public void clear() {
        rules.clear();
    }

    @Override
    public void answer(SimulatedRun run, RunScheduler driver) {
        Responder responder = find(run.spec());
        Duration queued = responder.queued();
        driver.begin(run, queued == null ? timing.queued() : queued, () -> responder.respond(run, driver));
    }

    private Responder find(RunSpec spec) {
        for (Rule rule : rules) {
            if (rule.model().equals(spec.model().ref())
                    && spec.kind() == RunSpec.Kind.PREDICTION
                    && rule.fits().test(spec.input())) {
                return rule.responder();
            }
        }
        Duration running = timing.running();
        return (run, driver) -> driver.follow(run, bySchema(run).lasting(running));
    }

    private static RunScript bySchema(SimulatedRun run) {
        return run.spec().kind() == RunSpec.Kind.TRAINING
                ? TrainingOutputGenerator.training(run)
                : OutputGenerator.prediction(run.spec());
    }

    private record Rule(String model, Predicate<Map<String, @Nullable Object>> fits, Responder responder) {}
}
