package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Plays a model. */
public interface Responder {

    /** {@return how long runs wait for it; null for the server's setting} */
    default @Nullable Duration queued() {
        return null;
    }

    /** Runs the started run to its end, on this thread or another. */
    void respond(SimulatedRun run, RunScheduler scheduler);
}
