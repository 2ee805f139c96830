package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stands for a model. */
public interface Responder {

    /** Returns how long runs wait for it; null for the server's setting. */
    default @Nullable Duration queued() {
        return null;
    }

    /** Takes a run that has begun to its end, on this thread or another. */
    void respond(SimulatedRun run, RunScheduler driver);
}
