package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.responder.OutputEncoder;
import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.RunStep;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import org.jspecify.annotations.Nullable;

/**
 * A prediction that is being processed by a {@link StreamingHandler}.
 *
 * @param <P> one piece of the output
 */
public final class StreamingRun<P extends @Nullable Object> {

    private final SimulatedRun run;
    private final RunScheduler scheduler;
    private final OutputEncoder encoder;

    StreamingRun(SimulatedRun run, RunScheduler scheduler) {
        this.run = run;
        this.scheduler = scheduler;
        this.encoder = new OutputEncoder(run.spec().version());
    }

    /**
     * Adds a piece to the output; polls and streams show it at once.
     *
     * @param piece the piece; ignored if the prediction has ended
     */
    public void emit(P piece) {
        scheduler.step(run, new RunStep.Piece(encoder.encode(piece)));
    }

    /**
     * Adds a line to the logs.
     *
     * @param line the line, without its line end
     */
    public void log(String line) {
        scheduler.step(run, new RunStep.Log(line));
    }

    /**
     * Sets one of the prediction's metrics.
     *
     * @param name its name
     * @param value a number, boolean, text, list or map
     */
    public void metric(String name, Object value) {
        scheduler.step(run, new RunStep.Metric(name, value));
    }

    /** {@return whether the prediction has ended already: canceled, or past its deadline} */
    public boolean hasEnded() {
        return run.ended();
    }

    /** {@return the prediction's id: 26 letters and digits} */
    public String id() {
        return run.id();
    }
}
