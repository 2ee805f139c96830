package dev.replicate4j.jobs;

import dev.replicate4j.api.Predictions;
import dev.replicate4j.jobs.internal.journal.JobStore;
import dev.replicate4j.jobs.internal.journal.KeyIndex;
import dev.replicate4j.jobs.internal.journal.KeyState.Phase;
import dev.replicate4j.jobs.internal.journal.StoredFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the calls of an open job share: its disk, its threads, its rate and its budget. Thread-safe. */
final class JobContext {

    private static final System.Logger LOG = System.getLogger("dev.replicate4j.jobs.Job");

    private static final Duration TIME_FOR_ANSWERS = Duration.ofSeconds(15);

    private final JobSettings settings;
    private final JobStore store;
    private final JobThreads threads;
    private final JobLimits limits;
    private final RunPoller poller;
    private final OutputFiles files;
    private final JobStatistics statistics = new JobStatistics();
    private @Nullable RunLookup lookup; // guarded by this
    private @Nullable String stopReason; // guarded by this
    private boolean closed; // guarded by this
    private volatile boolean canceled;

    JobContext(JobSettings settings, JobStore store, JobThreads threads, JobLimits limits) {
        this.settings = settings;
        this.store = store;
        this.threads = threads;
        this.limits = limits;
        this.poller = new RunPoller(threads.timer(), settings.createsPerMinute(), settings.timeToAppear());
        this.files = new OutputFiles(settings.files());
        int open = store.index().count(Phase.INTENT) + store.index().count(Phase.STARTED);
        for (int i = 0; i < open; i++) {
            limits.resumed();
        }
    }

    JobSettings settings() {
        return settings;
    }

    JobStore store() {
        return store;
    }

    KeyIndex index() {
        return store.index();
    }

    JobThreads threads() {
        return threads;
    }

    OutputFiles files() {
        return files;
    }

    RunPoller poller() {
        return poller;
    }

    JobLimits limits() {
        return limits;
    }

    /**
     * Checks that a create may be sent.
     *
     * @throws IOException if the replica has it no more
     */
    void checkReplica() throws IOException {
        JobReplica replica = settings.replica();
        if (replica != null) {
            replica.check();
        }
    }

    /** Copies files of an output to the replica. */
    void replicate(List<StoredFile> stored) throws IOException {
        JobReplica replica = settings.replica();
        if (replica != null) {
            for (StoredFile file : stored) {
                replica.file(file.name(), settings.files().resolve(file.name()));
            }
        }
    }

    JobStatistics statistics() {
        return statistics;
    }

    /** {@return the look-up of lost creates; every model of a job is called for the same account} */
    synchronized RunLookup lookup(Predictions predictions) {
        RunLookup known = lookup == null ? new RunLookup(predictions, store.index()) : lookup;
        lookup = known;
        return known;
    }

    // ---- permits

    /** {@return completes when a create may be paid for and sent; fails with a {@link NotBegunException}} */
    CompletableFuture<@Nullable Void> permit() {
        return reasonToStop().isPresent() ? sendPermit() : limited(limits.begin());
    }

    /** {@return completes when a create that is paid for may be sent; fails with a {@link NotBegunException}} */
    CompletableFuture<@Nullable Void> sendPermit() {
        Optional<String> reason = reasonToStop();
        return reason.isPresent()
                ? CompletableFuture.failedFuture(notBegun(reason.get(), null))
                : limited(limits.resend());
    }

    private CompletableFuture<@Nullable Void> limited(CompletableFuture<@Nullable Void> permit) {
        return permit.exceptionallyCompose(thrown -> {
            Throwable failure = Failures.unwrap(thrown);
            if (failure instanceof LimitReachedException limit) {
                stop(String.valueOf(limit.getMessage()), null);
                return CompletableFuture.failedFuture(notBegun(reasonToStop().orElse(""), null));
            }
            return CompletableFuture.failedFuture(failure);
        });
    }

    CompletableFuture<@Nullable Void> delay(Duration time) {
        CompletableFuture<@Nullable Void> passed = new CompletableFuture<>();
        threads.timer().schedule(() -> passed.complete(null), time.toNanos(), TimeUnit.NANOSECONDS);
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
        limits.stop(notBegun(reason, cause));
        return true;
    }

    /** {@return why nothing more is begun; empty while the job goes on} */
    synchronized Optional<String> reasonToStop() {
        return Optional.ofNullable(stopReason);
    }

    NotBegunException notBegun(String reason, @Nullable Throwable cause) {
        return new NotBegunException(
                "The job in " + store.folder() + " has stopped: " + reason
                        + ". This call was not begun, and nothing was paid for it. Open the job again to go on.",
                cause);
    }

    void cancel() {
        canceled = true;
        stop("it was canceled", null);
    }

    boolean isCanceled() {
        return canceled;
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

    void display() {
        ProgressDisplay display = settings.display();
        if (display != null) {
            threads.timer()
                    .scheduleAtFixedRate(() -> show(display, reasonToStop(), false), 0, 500, TimeUnit.MILLISECONDS);
        }
    }

    private void show(ProgressDisplay display, Optional<String> reason, boolean last) {
        try {
            JobProgress progress = statistics.progress(reason);
            if (last) {
                display.end(progress);
            } else {
                display.show(progress);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The progress cannot be shown", e);
        }
    }

    // ---- closing

    /**
     * Begins nothing more, records the answers that are on their way, and lets others have the folder.
     *
     * @param unfinished ends the waiting for calls that are under way
     */
    void close(Runnable unfinished) {
        Optional<String> reason;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            reason = reasonToStop();
        }
        endBegins("it was closed", null);
        awaitAnswers();
        threads.timer().shutdownNow();
        unfinished.run();
        try {
            store.close();
        } catch (IOException e) {
            throw new JobException("The journal of the job in " + store.folder() + " cannot be closed: " + e, e);
        } finally {
            threads.close();
            if (settings.display() != null) {
                show(settings.display(), reason, true);
            }
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
