package dev.replicate4j.spark.internal.limits;

import dev.replicate4j.api.Metrics;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.jobs.JobLimits;
import dev.replicate4j.jobs.JobProgress;
import dev.replicate4j.jobs.SharedLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The driver's side of one run of a Dataset: its rate, its budget, its count of errors, its progress. Thread-safe. */
public final class RunCoordinator implements AutoCloseable {

    private static final Map<String, RunCoordinator> RUNS = new ConcurrentHashMap<>();

    private final String run;
    private final SharedLimits limits;
    private final long maxErrors;
    private final long rows;
    private final long start = System.nanoTime();
    private final Map<Integer, Task> tasks = new HashMap<>(); // guarded by this, as all below
    private double predictSeconds;
    private @Nullable String stopReason;
    private @Nullable String usedUp;

    /** The attempt that has a bucket. */
    private static final class Task {

        private final String opening;
        private final JobLimits share;
        private final List<CompletableFuture<@Nullable Void>> begins = new ArrayList<>();
        private final List<CompletableFuture<@Nullable Void>> resends = new ArrayList<>();
        private long last;
        private LimitExchange.Answer answer = new LimitExchange.Answer(0, 0, null);
        private long done;
        private long failed;

        Task(String opening, JobLimits share) {
            this.opening = opening;
            this.share = share;
        }
    }

    private RunCoordinator(String run, SharedLimits limits, long maxErrors, long rows) {
        this.run = run;
        this.limits = limits;
        this.maxErrors = maxErrors;
        this.rows = rows;
    }

    /**
     * Begins to coordinate a run.
     *
     * @param maxErrors how many rows may fail
     * @param rows how many there are
     */
    public static RunCoordinator open(String run, int createsPerMinute, Budget budget, long maxErrors, long rows) {
        RunCoordinator coordinator =
                new RunCoordinator(run, SharedLimits.of(createsPerMinute, budget), maxErrors, rows);
        RUNS.put(run, coordinator);
        return coordinator;
    }

    /** {@return whether this process is the driver of a run} */
    public static boolean isHere(String run) {
        return RUNS.containsKey(run);
    }

    /** Answers a task. A run that has ended lets nobody begin anything. */
    public static LimitExchange.Answer answer(LimitExchange exchange) {
        RunCoordinator coordinator = RUNS.get(exchange.run());
        return coordinator == null ? new LimitExchange.Answer(0, 0, "its run has ended") : coordinator.handle(exchange);
    }

    /** {@return the share of a bucket that no task has yet: what its store tells is counted there} */
    public synchronized JobLimits share(int bucket) {
        return limits.share(String.valueOf(bucket));
    }

    private synchronized LimitExchange.Answer handle(LimitExchange exchange) {
        Task task = tasks.get(exchange.bucket());
        if (task == null || !task.opening.equals(exchange.opening())) {
            task = new Task(exchange.opening(), share(exchange.bucket()));
            tasks.put(exchange.bucket(), task);
        }
        if (exchange.number() == task.last) {
            return task.answer;
        }
        task.last = exchange.number();
        for (LimitExchange.Event event : exchange.events()) {
            count(task.share, event);
        }
        task.done += exchange.done();
        task.failed += exchange.failed();
        if (sum(false) > maxErrors) {
            stop("more than " + maxErrors + " rows have failed");
        }
        for (int i = 0; i < exchange.begins(); i++) {
            task.begins.add(task.share.begin());
        }
        for (int i = 0; i < exchange.resends(); i++) {
            task.resends.add(task.share.resend());
        }
        int begun = granted(task.begins);
        int resent = granted(task.resends);
        // What was within the budget is begun before the task hears that the rest is not.
        boolean last = stopReason != null || task.begins.isEmpty();
        task.answer =
                new LimitExchange.Answer(begun, resent, last ? stopReason().orElse(null) : null);
        return task.answer;
    }

    private void count(JobLimits share, LimitExchange.Event event) {
        Metrics metrics = new Metrics(event.metrics());
        switch (event.kind()) {
            case RESUMED -> share.resumed();
            case RELEASED -> share.released();
            case ENDED -> {
                share.ended(metrics);
                predictSeconds += metrics.predictTime().orElse(Duration.ZERO).toMillis() / 1000.0;
            }
            case ENDED_BEFORE -> share.endedBefore(metrics);
            case ACCEPTED -> share.accepted();
            case REFUSED -> share.refused(Duration.ofMillis(event.millis()));
            case PAUSE -> share.pause(Duration.ofMillis(event.millis()));
            case STOPPED -> stop(event.reason());
        }
    }

    /** {@return how many were granted since it was last asked; each is counted once, though others are granted meanwhile} */
    private int granted(List<CompletableFuture<@Nullable Void>> permits) {
        int granted = 0;
        for (Iterator<CompletableFuture<@Nullable Void>> each = permits.iterator(); each.hasNext(); ) {
            CompletableFuture<@Nullable Void> permit = each.next();
            if (!permit.isDone()) {
                continue;
            }
            each.remove();
            if (permit.isCompletedExceptionally()) {
                permit.whenComplete((none, reason) -> usedUp = String.valueOf(reason.getMessage()));
            } else {
                granted++;
            }
        }
        return granted;
    }

    private void stop(String reason) {
        if (stopReason == null) {
            stopReason = reason;
            limits.stop(reason);
        }
    }

    /** {@return why nothing more was begun; empty where all was} */
    public synchronized Optional<String> stopReason() {
        return Optional.ofNullable(stopReason == null ? usedUp : stopReason);
    }

    private long sum(boolean done) {
        return tasks.values().stream()
                .mapToLong(task -> done ? task.done : task.failed)
                .sum();
    }

    /** {@return how far the run has come} */
    public synchronized JobProgress progress() {
        long done = sum(true);
        long failed = sum(false);
        long ended = done + failed;
        double minutes = (System.nanoTime() - start) / 6e10;
        double perMinute = minutes > 0 ? ended / minutes : 0;
        Optional<Duration> remaining = perMinute == 0 || rows < ended
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) ((rows - ended) / perMinute * 60_000)));
        return new JobProgress(
                OptionalLong.of(rows),
                done,
                failed,
                tasks.size(),
                perMinute,
                Duration.ofMillis((long) (predictSeconds * 1000)),
                remaining,
                stopReason());
    }

    @Override
    public void close() {
        RUNS.remove(run);
        limits.close();
    }
}
