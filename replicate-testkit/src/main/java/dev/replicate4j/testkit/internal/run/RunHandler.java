package dev.replicate4j.testkit.internal.run;

/** Handles launched runs. */
@FunctionalInterface
public interface RunHandler {

    /** Runs the run to its end, at once or later, on any thread. */
    void answer(SimulatedRun run, RunScheduler scheduler);
}
