package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.run.RunOutcome;
import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.RunScript;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers by a user's code, on a thread of its own since it may block. An exception fails the run.
 *
 * @param code what answers
 * @param executor where it runs
 * @param running how long the run takes besides
 */
public record HandlerResponder(Code code, Executor executor, Supplier<Duration> running) implements Responder {

    @Override
    public void respond(SimulatedRun run, RunScheduler scheduler) {
        executor.execute(() -> {
            RunScript script;
            try {
                script = code.answer(run, scheduler);
            } catch (Throwable e) { // whatever it is, the client must not wait for ever
                scheduler.end(run, new RunOutcome.Failed(e.getMessage() == null ? e.toString() : e.getMessage()));
                return;
            }
            if (script != null) {
                scheduler.follow(run, script.lasting(running.get()));
            }
        });
    }

    /** Answers a run. */
    @FunctionalInterface
    public interface Code {

        /** {@return what the model does; null if that has been done already} */
        @Nullable RunScript answer(SimulatedRun run, RunScheduler scheduler) throws Exception;
    }
}
