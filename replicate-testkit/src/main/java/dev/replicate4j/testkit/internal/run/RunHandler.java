package dev.replicate4j.testkit.internal.run;

/** Decides what a run does. */
@FunctionalInterface
public interface RunHandler {

    /** Takes the run through its course with the driver's help, at once or later, on any thread. */
    void answer(SimulatedRun run, RunScheduler driver);
}
