package dev.replicate4j.jobs;

import dev.replicate4j.api.Metrics;
import dev.replicate4j.api.Predictions;
import dev.replicate4j.jobs.internal.journal.JobStore;
import dev.replicate4j.jobs.internal.journal.JournalEntry;
import dev.replicate4j.jobs.internal.journal.JournalException;
import dev.replicate4j.jobs.internal.journal.KeyIndex;
import dev.replicate4j.jobs.internal.journal.KeyState;
import dev.replicate4j.jobs.internal.journal.KeyState.Phase;
import dev.replicate4j.jobs.internal.report.JobReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all calls of an open job share. Thread-safe. */
final class JobEngine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Job.class.getName());

    /** Files that are downloaded at a time, and other work that may block. */
    private static final int WORKERS = 8;

    private static final Duration TIME_FOR_ANSWERS = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofMillis(100);

    private final JobSettings settings;
    private final JobStore store;
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService workers;
    private final CreateThrottle throttle;
    private final BudgetAccount budget;
    private final RunPoller poller;
    private final OutputFiles files;
    private final JobStatistics statistics = new JobStatistics();
    private final Map<String, Active> active = new ConcurrentHashMap<>();
    private final @Nullable Map<String, String> byDigest;
    private @Nullable RunLookup lookup; // guarded by this
    private @Nullable String stopReason; // guarded by this
    private volatile boolean canceled;
    private boolean closed; // guarded by this

    private record Active(JobCall<?> call, CompletableFuture<KeyResult> result) {}

    private JobEngine(
            JobSettings settings,
            JobStore store,
            ScheduledThreadPoolExecutor timer,
            ExecutorService workers,
            BudgetAccount budget,
            @Nullable Map<String, String> byDigest) {
        this.settings = settings;
        this.store = store;
        this.timer = timer;
        this.workers = workers;
        this.budget = budget;
        this.byDigest = byDigest;
        this.throttle = new CreateThrottle(timer, settings.createsPerMinute());
        this.poller = new RunPoller(timer, settings.createsPerMinute(), settings.timeToAppear());
        this.files = new OutputFiles(settings.files());
    }

    static JobEngine open(JobSettings settings) {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS, daemons("replicate-jobs-worker"));
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("replicate-jobs-timer"));
        timer.setRemoveOnCancelPolicy(true);
        BudgetAccount budget = new BudgetAccount(settings.budget());
        Map<String, String> byDigest = settings.equalInputsOnce() ? new ConcurrentHashMap<>() : null;
        try {
            JobStore store = JobStore.open(settings.folder(), unchangeable(settings), workers, entry -> {
                charge(budget, entry);
                if (byDigest != null && entry instanceof JournalEntry.Intent intent) {
                    byDigest.putIfAbsent(intent.digest(), intent.key());
                }
            });
            int open = store.index().count(Phase.INTENT) + store.index().count(Phase.STARTED);
            for (int i = 0; i < open; i++) {
                budget.resumed();
            }
            JobEngine engine = new JobEngine(settings, store, timer, workers, budget, byDigest);
            engine.display();
            return engine;
        } catch (IOException e) {
            workers.shutdownNow();
            timer.shutdownNow();
            throw new JobException(
                    "The job in " + settings.folder() + " cannot be opened: " + e + ". A job needs a folder that it may"
                            + " write.",
                    e);
        } catch (JournalException e) {
            workers.shutdownNow();
            timer.shutdownNow();
            throw new JobException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, String> unchangeable(JobSettings settings) {
        Map<String, String> unchangeable = new LinkedHashMap<>();
        unchangeable.put("equalInputsOnce", String.valueOf(settings.equalInputsOnce()));
        return unchangeable;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static void charge(BudgetAccount budget, JournalEntry entry) {
        if (entry instanceof JournalEntry.Done done) {
            budget.add(new Metrics(done.metrics()));
        } else if (entry instanceof JournalEntry.Failed failed && failed.id() != null) {
            budget.add(new Metrics(failed.metrics()));
        } else if (entry instanceof JournalEntry.Lost) {
            budget.add(new Metrics(Map.of()));
        }
    }

    // ---- calls

    /** {@return what becomes of a call; never fails but for what the caller has done wrong} */
    CompletableFuture<KeyResult> submit(JobCall<?> call) {
        Active mine = new Active(call, new CompletableFuture<>());
        Active other = active.putIfAbsent(call.key(), mine);
        if (other != null) {
            if (!other.call().digest().equals(call.digest())) {
                throw differentInput(call.key());
            }
            return other.result();
        }
        try {
            if (isClosed()) {
                throw new IllegalStateException("The job in " + store.folder() + " is closed.");
            }
            run(call).whenComplete((result, failure) -> {
                active.remove(call.key(), mine);
                if (failure == null) {
                    mine.result().complete(result);
                } else {
                    mine.result().completeExceptionally(Failures.unwrap(failure));
                }
            });
        } catch (RuntimeException e) {
            active.remove(call.key(), mine);
            throw e;
        }
        return mine.result();
    }

    private CompletableFuture<KeyResult> run(JobCall<?> call) {
        if (byDigest != null) {
            String original = byDigest.putIfAbsent(call.digest(), call.key());
            if (original != null && !original.equals(call.key())) {
                return share(call, original);
            }
        }
        return new KeyRun<>(this, call).run();
    }

    private CompletableFuture<KeyResult> share(JobCall<?> call, String original) {
        boolean isNew = store.index().get(call.key()) == null;
        CompletableFuture<@Nullable Void> recorded = isNew
                ? store.append(new JournalEntry.Shared(call.key(), Instant.now(), call.digest(), original))
                : CompletableFuture.completedFuture(null);
        return recorded.thenCompose(done -> submit(call.as(original)));
    }

    static JobException differentInput(String key) {
        return new JobException("The key \"" + key + "\" was called with another input before. A key names one input:"
                + " give changed rows another key, or use job.forget(\"" + key + "\") first, which pays for it again.");
    }

    /** Lets a key be called as if it had never been. */
    void forget(String key) {
        if (active.containsKey(key)) {
            throw new JobException("The key \"" + key + "\" is being called; it cannot be forgotten now.");
        }
        try {
            store.append(new JournalEntry.Forgotten(key, Instant.now())).join();
        } catch (RuntimeException e) {
            throw Failures.runtime(e);
        }
        if (byDigest != null) {
            byDigest.values().remove(key);
        }
    }

    // ---- what calls need

    JobSettings settings() {
        return settings;
    }

    JobStore store() {
        return store;
    }

    KeyIndex index() {
        return store.index();
    }

    OutputFiles files() {
        return files;
    }

    RunPoller poller() {
        return poller;
    }

    BudgetAccount budget() {
        return budget;
    }

    CreateThrottle throttle() {
        return throttle;
    }

    ExecutorService workers() {
        return workers;
    }

    JobStatistics statistics() {
        return statistics;
    }

    /** {@return how many calls wait to be begun} */
    int waiting() {
        return throttle.waiting();
    }

    /** {@return the look-up of lost creates; every model of a job is called for the same account} */
    synchronized RunLookup lookup(Predictions predictions) {
        RunLookup known = lookup == null ? new RunLookup(predictions, store.index()) : lookup;
        lookup = known;
        return known;
    }

    /** {@return completes when a create may be paid for and sent; fails with a {@link NotBegunException}} */
    CompletableFuture<@Nullable Void> permit() {
        NotBegunException stopped = stopped();
        if (stopped != null) {
            return CompletableFuture.failedFuture(stopped);
        }
        String used = budget.reserve();
        if (used == null) {
            CompletableFuture<@Nullable Void> permit = throttle.acquire();
            permit.whenComplete((granted, failure) -> {
                if (failure != null) {
                    budget.released();
                }
            });
            if (stopped() != null) {
                throttle.fail(notBegun(stopReason(), null));
            }
            return permit;
        }
        if (used.isEmpty()) {
            return delay(RETRY).thenCompose(waited -> permit());
        }
        stop(used, null);
        return CompletableFuture.failedFuture(notBegun(used, null));
    }

    /** {@return completes when a create that is paid for may be sent; fails with a {@link NotBegunException}} */
    CompletableFuture<@Nullable Void> sendPermit() {
        NotBegunException stopped = stopped();
        return stopped == null ? throttle.acquire() : CompletableFuture.failedFuture(stopped);
    }

    /**
     * Writes what all openings have done.
     *
     * @throws IOException if it cannot be written
     */
    void report(Path page) throws IOException {
        JobReport.write(page, store, settings.files());
    }

    CompletableFuture<@Nullable Void> delay(Duration time) {
        CompletableFuture<@Nullable Void> passed = new CompletableFuture<>();
        timer.schedule(() -> passed.complete(null), time.toNanos(), TimeUnit.NANOSECONDS);
        return passed;
    }

    // ---- stopping

    /** Nothing more is begun from now on. */
    void stop(String reason, @Nullable Throwable cause) {
        if (endBegins(reason, cause)) {
            tell(listener -> listener.stopped(reason));
        }
    }

    private boolean endBegins(String reason, @Nullable Throwable cause) {
        synchronized (this) {
            if (stopReason != null) {
                return false;
            }
            stopReason = reason;
        }
        throttle.fail(notBegun(reason, cause));
        return true;
    }

    private String stopReason() {
        synchronized (this) {
            return String.valueOf(stopReason);
        }
    }

    synchronized Optional<String> reasonToStop() {
        return Optional.ofNullable(stopReason);
    }

    private synchronized @Nullable NotBegunException stopped() {
        return stopReason == null ? null : notBegun(stopReason, null);
    }

    NotBegunException notBegun(String reason, @Nullable Throwable cause) {
        return new NotBegunException(
                "The job in " + store.folder() + " has stopped: " + reason
                        + ". This call was not begun, and nothing was paid for it. Open the job again to go on.",
                cause);
    }

    boolean isCanceled() {
        return canceled;
    }

    void cancel() {
        canceled = true;
        stop("it was canceled", null);
        active.forEach((key, run) -> {
            KeyState state = store.index().get(key);
            if (state != null && state.phase() == Phase.STARTED && state.id() != null) {
                run.call().predictions().cancelAsync(state.id());
            }
        });
    }

    synchronized boolean isClosed() {
        return closed;
    }

    void tell(Consumer<JobListener> event) {
        for (JobListener listener : settings.listeners()) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A job listener failed", e);
            }
        }
    }

    private void display() {
        ProgressDisplay display = settings.display();
        if (display != null) {
            timer.scheduleAtFixedRate(
                    () -> tell(listener -> display.show(statistics.progress(reasonToStop()))),
                    0,
                    500,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Begins nothing more, records the answers that are on their way, and leaves the rest to a later opening. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        Optional<String> reason = reasonToStop();
        endBegins("it was closed", null);
        awaitAnswers();
        timer.shutdownNow();
        PendingCalls.end(
                store.folder(), active.values().stream().map(Active::result).toList());
        try {
            store.close();
        } catch (IOException e) {
            throw new JobException("The journal of the job in " + store.folder() + " cannot be closed: " + e, e);
        } finally {
            workers.shutdownNow();
            endDisplay(reason);
        }
    }

    private void endDisplay(Optional<String> reason) {
        ProgressDisplay display = settings.display();
        if (display != null) {
            display.end(statistics.progress(reason));
        }
    }

    private void awaitAnswers() {
        List<CompletableFuture<?>> answers;
        synchronized (this) {
            answers = lookup == null ? List.of() : lookup.onTheWire();
        }
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                    .get(TIME_FOR_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, "Some creates were not answered when the job was closed", e);
        }
    }
}
