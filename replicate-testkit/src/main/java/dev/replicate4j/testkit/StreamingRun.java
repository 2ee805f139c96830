package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.responder.OutputEncoder;
import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.RunStep;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import org.jspecify.annotations.Nullable;

/**
 * A prediction under way, as the handler that makes its output sees it.
 *
 * @param <P> one piece of the output
 */
public final class StreamingRun<P extends @Nullable Object> {

    private final SimulatedRun run;
    private final RunScheduler driver;
    private final OutputEncoder encoder;

    StreamingRun(SimulatedRun run, RunScheduler driver) {
        this.run = run;
        this.driver = driver;
        this.encoder = new OutputEncoder(run.spec().version());
    }

    /**
     * Adds a piece to the output: polls and streams show it at once.
     *
     * @param piece the piece; passed over if the prediction has ended
     */
    public void emit(P piece) {
        driver.step(run, new RunStep.Piece(encoder.encode(piece)));
    }

    /**
     * Adds a line to the logs.
     *
     * @param line the line, without its end
     */
    public void log(String line) {
        driver.step(run, new RunStep.Log(line));
    }

    /**
     * Notes a measure, to be found in the prediction's metrics.
     *
     * @param name its name
     * @param value a number, truth value, text, list or map
     */
    public void metric(String name, Object value) {
        driver.step(run, new RunStep.Metric(name, value));
    }

    /**
     * Tells whether the prediction has ended while its handler was still at work: canceled, or out of time.
     *
     * @return whether going on is of no use
     */
    public boolean hasEnded() {
        return run.ended();
    }

    /**
     * Returns the prediction's id.
     *
     * @return 26 letters and digits
     */
    public String id() {
        return run.id();
    }
}
