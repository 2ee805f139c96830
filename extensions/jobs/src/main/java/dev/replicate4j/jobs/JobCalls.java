package dev.replicate4j.jobs;

import dev.replicate4j.api.Metrics;
import dev.replicate4j.jobs.internal.journal.JobStore;
import dev.replicate4j.jobs.internal.journal.Journal;
import dev.replicate4j.jobs.internal.journal.JournalEntry;
import dev.replicate4j.jobs.internal.journal.JournalException;
import dev.replicate4j.jobs.internal.journal.JournalInUseException;
import dev.replicate4j.jobs.internal.journal.KeyState;
import dev.replicate4j.jobs.internal.journal.KeyState.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls of an open job: each key is under way once, and equal inputs share a run where that is wanted. Thread-safe. */
final class JobCalls implements AutoCloseable {

    private final JobContext context;
    private final Map<String, Active> active = new ConcurrentHashMap<>();
    private final @Nullable Map<String, String> byDigest;

    private record Active(JobCall<?> call, CompletableFuture<KeyResult> result) {}

    private JobCalls(JobContext context, @Nullable Map<String, String> byDigest) {
        this.context = context;
        this.byDigest = byDigest;
    }

    /**
     * Opens a job.
     *
     * @throws JobException if it cannot be opened
     */
    static JobCalls open(JobSettings settings) {
        JobThreads threads = JobThreads.start();
        JobLimits shared = settings.limits();
        JobLimits limits = shared == null
                ? new SharedLimits(threads.timer(), settings.createsPerMinute(), settings.budget()).share("")
                : shared;
        Map<String, String> byDigest = settings.equalInputsOnce() ? new ConcurrentHashMap<>() : null;
        try {
            JobStore store =
                    JobStore.open(settings.folder(), unchangeable(settings), copy(settings), threads.steps(), entry -> {
                        charge(limits, entry);
                        if (byDigest != null && entry instanceof JournalEntry.Intent intent) {
                            byDigest.putIfAbsent(intent.digest(), intent.key());
                        }
                    });
            JobContext context = new JobContext(settings, store, threads, limits);
            context.display();
            return new JobCalls(context, byDigest);
        } catch (IOException e) {
            threads.close();
            throw new JobException(
                    "The job in " + settings.folder() + " cannot be opened: " + e + ". A job needs a folder that it may"
                            + " write.",
                    e);
        } catch (JournalInUseException e) {
            threads.close();
            throw new JobInUseException(String.valueOf(e.getMessage()), e);
        } catch (JournalException e) {
            threads.close();
            throw new JobException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Journal.Copy copy(JobSettings settings) {
        JobReplica replica = settings.replica();
        if (replica == null) {
            return lines -> {};
        }
        return new Journal.Copy() {
            @Override
            public void write(byte[] lines) throws IOException {
                replica.journal(lines);
            }

            @Override
            public boolean forcesFile() {
                return replica.forcesFolder();
            }
        };
    }

    private static Map<String, String> unchangeable(JobSettings settings) {
        Map<String, String> unchangeable = new LinkedHashMap<>();
        unchangeable.put("equalInputsOnce", String.valueOf(settings.equalInputsOnce()));
        return unchangeable;
    }

    private static void charge(JobLimits limits, JournalEntry entry) {
        if (entry instanceof JournalEntry.Done done) {
            limits.endedBefore(new Metrics(done.metrics()));
        } else if (entry instanceof JournalEntry.Failed failed && failed.id() != null) {
            limits.endedBefore(new Metrics(failed.metrics()));
        } else if (entry instanceof JournalEntry.Lost) {
            limits.endedBefore(new Metrics(Map.of()));
        }
    }

    JobContext context() {
        return context;
    }

    /**
     * Makes a call.
     *
     * @return what becomes of it
     * @throws JobException if the key was called with another input before
     */
    CompletableFuture<KeyResult> submit(JobCall<?> call) {
        if (context.isClosed()) {
            throw new IllegalStateException("The job in " + context.store().folder() + " is closed.");
        }
        Active mine = new Active(call, new CompletableFuture<>());
        Active other = active.putIfAbsent(call.key(), mine);
        if (other != null) {
            if (!other.call().digest().equals(call.digest())) {
                throw differentInput(call.key());
            }
            return other.result();
        }
        try {
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
        KeyState state = context.index().get(call.key());
        if (state != null && !state.isOf(call.digest())) {
            throw differentInput(call.key());
        }
        if (state != null && state.phase() == Phase.SHARED) {
            return submit(call.as(original(state)));
        }
        String original = byDigest == null ? null : byDigest.putIfAbsent(call.digest(), call.key());
        return original == null || original.equals(call.key()) || state != null
                ? new KeyRun<>(context, call).run(state)
                : share(call, original);
    }

    private String original(KeyState state) {
        try {
            return ((JournalEntry.Shared) context.store().entry(state)).original();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<KeyResult> share(JobCall<?> call, String original) {
        return context.store()
                .append(new JournalEntry.Shared(call.key(), Instant.now(), call.digest(), original))
                .thenCompose(recorded -> submit(call.as(original)));
    }

    private static JobException differentInput(String key) {
        return new JobException("The key \"" + key + "\" was called with another input before. A key names one input:"
                + " give changed rows another key, or use job.forget(\"" + key + "\") first, which pays for it again.");
    }

    /**
     * Lets a key be called as if it had never been.
     *
     * @throws JobException if it is being called
     */
    void forget(String key) {
        if (active.containsKey(key)) {
            throw new JobException("The key \"" + key + "\" is being called; it cannot be forgotten now.");
        }
        try {
            context.store()
                    .append(new JournalEntry.Forgotten(key, Instant.now()))
                    .join();
        } catch (RuntimeException e) {
            throw Failures.runtime(e);
        }
        if (byDigest != null) {
            byDigest.values().remove(key);
        }
    }

    /** Cancels what runs, and begins nothing more. */
    void cancel() {
        context.cancel();
        active.forEach((key, run) -> {
            KeyState state = context.index().get(key);
            if (state != null && state.phase() == Phase.STARTED && state.id() != null) {
                run.call().predictions().cancelAsync(state.id());
            }
        });
    }

    @Override
    public void close() {
        context.close(() -> active.values()
                .forEach(run -> run.result()
                        .complete(KeyResult.of(
                                JobState.PENDING,
                                null,
                                new JobException(
                                        "The job in " + context.store().folder() + " was closed before the call of \""
                                                + run.call().key()
                                                + "\" had ended. Its run goes on; open the job again to have its"
                                                + " output.")))));
    }
}
