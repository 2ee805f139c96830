package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers with one course after the other; the last one again and again. */
public final class StubResponder implements Responder {

    private final Supplier<Duration> running;
    private final List<StubbedRun> courses = new ArrayList<>();
    private int next;

    /** Makes a responder; it must be given a course before it answers. */
    public StubResponder(Supplier<Duration> running) {
        this.running = running;
    }

    /** Adds a course. */
    public synchronized void add(StubbedRun course) {
        courses.add(course);
    }

    @Override
    public synchronized @Nullable Duration queued() {
        return courses.get(next).queued();
    }

    @Override
    public void respond(SimulatedRun run, RunScheduler driver) {
        take().follow(run, driver, running);
    }

    private synchronized StubbedRun take() {
        StubbedRun course = courses.get(next);
        next = Math.min(next + 1, courses.size() - 1);
        return course;
    }
}
