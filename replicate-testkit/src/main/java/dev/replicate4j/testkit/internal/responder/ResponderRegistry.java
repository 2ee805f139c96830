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

/** Selects the responder of a run: the newest one that matches, or else the schema. */
public final class ResponderRegistry implements RunHandler {

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private volatile RunTiming timing;

    /** Creates a registry with the given timing. */
    public ResponderRegistry(RunTiming timing) {
        this.timing = timing;
    }

    /** {@return how long things take} */
    public RunTiming timing() {
        return timing;
    }

    /** Sets the timing of runs from now on. */
    public void timing(RunTiming changed) {
        timing = changed;
    }

    /** Registers a responder for the predictions of a model whose input matches. */
    public void add(String model, Predicate<Map<String, @Nullable Object>> fits, Responder responder) {
        rules.add(0, new Rule(model, fits, responder));
    }

    /** Removes all responders. */
    public void clear() {
        rules.clear();
    }

    @Override
    public void answer(SimulatedRun run, RunScheduler scheduler) {
        Responder responder = find(run.spec());
        Duration queued = responder.queued();
        scheduler.begin(run, queued == null ? timing.queued() : queued, () -> responder.respond(run, scheduler));
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
        return (run, scheduler) -> scheduler.follow(run, bySchema(run).lasting(running));
    }

    private static RunScript bySchema(SimulatedRun run) {
        return run.spec().kind() == RunSpec.Kind.TRAINING
                ? TrainingOutputGenerator.training(run)
                : OutputGenerator.prediction(run.spec());
    }

    private record Rule(String model, Predicate<Map<String, @Nullable Object>> fits, Responder responder) {}
}
