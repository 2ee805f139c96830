package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers with each stubbed run in turn; the last one repeats. */
public final class StubResponder implements Responder {

    private final Supplier<Duration> running;
    private final List<StubbedRun> stubbedRuns = new ArrayList<>();
    private int next;

    /** Creates a responder; it needs a stubbed run before it can answer. */
    public StubResponder(Supplier<Duration> running) {
        this.running = running;
    }

    /** Adds a stubbed run. */
    public synchronized void add(StubbedRun stubbedRun) {
        stubbedRuns.add(stubbedRun);
    }

    @Override
    public synchronized @Nullable Duration queued() {
        return stubbedRuns.get(next).queued();
    }

    @Override
    public void respond(SimulatedRun run, RunScheduler scheduler) {
        take().follow(run, scheduler, running);
    }

    private synchronized StubbedRun take() {
        StubbedRun stubbedRun = stubbedRuns.get(next);
        next = Math.min(next + 1, stubbedRuns.size() - 1);
        return stubbedRun;
    }
}
