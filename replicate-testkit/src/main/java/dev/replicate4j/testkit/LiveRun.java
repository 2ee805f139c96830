package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.answer.OutputEncoder;
import dev.replicate4j.testkit.internal.run.Driver;
import dev.replicate4j.testkit.internal.run.Run;
import dev.replicate4j.testkit.internal.run.Step;
import org.jspecify.annotations.Nullable;

/**
 * A prediction under way, as the handler that makes its output sees it.
 *
 * @param <P> one piece of the output
 */
public final class LiveRun<P extends @Nullable Object> {

    private final Run run;
    private final Driver driver;
    private final OutputEncoder encoder;

    LiveRun(Run run, Driver driver) {
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
        driver.step(run, new Step.Piece(encoder.encode(piece)));
    }

    /**
     * Adds a line to the logs.
     *
     * @param line the line, without its end
     */
    public void log(String line) {
        driver.step(run, new Step.Log(line));
    }

    /**
     * Notes a measure, to be found in the prediction's metrics.
     *
     * @param name its name
     * @param value a number, truth value, text, list or map
     */
    public void metric(String name, Object value) {
        driver.step(run, new Step.Metric(name, value));
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
