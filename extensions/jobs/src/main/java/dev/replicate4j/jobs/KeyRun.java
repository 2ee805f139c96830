package dev.replicate4j.jobs;

import dev.replicate4j.api.Metrics;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.http.Reply;
import dev.replicate4j.jobs.internal.journal.JournalEntry;
import dev.replicate4j.jobs.internal.journal.JournalException;
import dev.replicate4j.jobs.internal.journal.KeyState;
import dev.replicate4j.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One call from its row to its outcome: what has been recorded of its key decides where it begins, and each step is on disk
 * before the next is made. Intent, create, started, poll, keep files, done.
 */
final class KeyRun<I> {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How far a create may be older than what its record says, where no answer of the API has dated it: clocks may be wrong. */
    private static final Duration CLOCK_DOUBT = Duration.ofHours(25);

    private static final int ATTEMPTS_TO_KEEP = 4;

    private final JobContext context;
    private final JobCall<I> call;
    private int unsent;

    KeyRun(JobContext context, JobCall<I> call) {
        this.context = context;
        this.call = call;
    }

    /**
     * Does what is left to do.
     *
     * @param state of the key, for the same input; null if it was never called
     */
    CompletableFuture<KeyResult> run(@Nullable KeyState state) {
        return guarded(state == null ? begin() : goOn(state));
    }

    private CompletableFuture<KeyResult> goOn(KeyState state) {
        return switch (state.phase()) {
            case INTENT -> clearUp(state);
            case STARTED -> follow(String.valueOf(state.id()));
            case DONE, FAILED, LOST, SHARED -> step(() -> recorded(state));
        };
    }

    private CompletableFuture<KeyResult> guarded(CompletableFuture<KeyResult> result) {
        return result.exceptionally(thrown -> {
            Throwable failure = Failures.unwrap(thrown);
            if (failure instanceof NotBegunException notBegun) {
                return KeyResult.of(JobState.NOT_BEGUN, null, notBegun);
            }
            KeyState state = context.index().get(call.key());
            boolean mayBePaid = state != null
                    && (state.phase() == KeyState.Phase.INTENT || state.phase() == KeyState.Phase.STARTED);
            String id = state == null ? null : state.id();
            if (failure instanceof JournalException unwritable) {
                context.stop(String.valueOf(unwritable.getMessage()), unwritable);
                return mayBePaid
                        ? KeyResult.of(
                                JobState.PENDING, id, new JobException(String.valueOf(failure.getMessage()), failure))
                        : KeyResult.of(
                                JobState.NOT_BEGUN,
                                null,
                                context.notBegun(String.valueOf(failure.getMessage()), failure));
            }
            return KeyResult.of(mayBePaid ? JobState.PENDING : JobState.FAILED, id, Failures.runtime(failure));
        });
    }

    // ---- what was recorded before

    private CompletableFuture<KeyResult> recorded(KeyState state) {
        JournalEntry entry;
        try {
            entry = context.store().entry(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (entry instanceof JournalEntry.Done done) {
            return CompletableFuture.completedFuture(KeyResult.of(done, true));
        }
        if (entry instanceof JournalEntry.Lost lost) {
            return CompletableFuture.completedFuture(
                    KeyResult.of(JobState.LOST, lost.id(), new FilesLostException(lost.error(), null))
                            .asStored());
        }
        JournalEntry.Failed failed = (JournalEntry.Failed) entry;
        if (context.settings().failedRuns().permits(FailureKind.valueOf(failed.kind()), state.attempts())) {
            return begin();
        }
        RuntimeException failure = failed.prediction().isEmpty()
                ? new JobException(failed.error())
                : call.failure(new Prediction(failed.prediction()));
        return CompletableFuture.completedFuture(
                KeyResult.of(JobState.FAILED, failed.id(), failure).asStored());
    }

    /** A create was on its way when the job ended. */
    private CompletableFuture<KeyResult> clearUp(KeyState state) {
        return step(() -> {
            JournalEntry intent;
            try {
                intent = context.store().entry(state);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Instant now = Instant.now();
            boolean clockSetBack = intent.at().isAfter(now);
            Duration age = clockSetBack ? Duration.ZERO : Duration.between(intent.at(), now);
            Instant since = state.since() != null
                    ? state.since()
                    : clockSetBack ? null : intent.at().minus(CLOCK_DOUBT);
            return call.prepare().thenCompose(request -> lookUp(request, since, age, null));
        });
    }

    // ---- the create

    private CompletableFuture<KeyResult> begin() {
        return context.permit()
                .thenComposeAsync(permit -> prepared(), context.threads().steps());
    }

    private CompletableFuture<KeyResult> prepared() {
        return chain(call.prepare(), (request, failure) -> {
            if (request == null) {
                context.limits().released();
                return CompletableFuture.failedFuture(Failures.unwrap(failure));
            }
            return intend(request);
        });
    }

    private CompletableFuture<KeyResult> intend(PredictionRequest request) {
        JournalEntry intent =
                new JournalEntry.Intent(call.key(), Instant.now(), call.model(), call.digest(), call.shownInput());
        return chain(context.store().append(intent), (written, failure) -> {
            if (failure != null) {
                context.limits().released();
                return CompletableFuture.failedFuture(failure);
            }
            return create(request);
        });
    }

    private CompletableFuture<KeyResult> create(PredictionRequest request) {
        if (context.isClosed()) {
            return CompletableFuture.failedFuture(new JobException("The job was closed before the create was sent."));
        }
        try {
            context.checkReplica();
        } catch (IOException e) {
            JobException failure = new JobException("The create was not sent: " + e.getMessage(), e);
            context.stop(String.valueOf(failure.getMessage()), failure);
            return CompletableFuture.failedFuture(failure);
        }
        RunLookup lookup = context.lookup(call.predictions());
        CompletableFuture<@Nullable Void> handled = new CompletableFuture<>();
        lookup.sent(handled);
        KeyState state = context.index().get(call.key());
        Instant since = state == null ? null : state.since();
        Duration window = context.settings().syncWindow();
        PredictionRequest sent = window.isZero() ? request : request.preferWait(window);
        return call.predictions()
                .with(options -> options.onReply(this::heed))
                .createAsync(sent)
                .handleAsync(
                        (prediction, failure) -> {
                            Throwable lost = failure == null ? answered(prediction) : Failures.unwrap(failure);
                            handled.complete(null);
                            return lost == null ? created(prediction) : notAnswered(request, lost, since);
                        },
                        context.threads().steps())
                .thenCompose(result -> result);
    }

    /** The API says how many creates are left. */
    private void heed(Reply reply) {
        context.limits().accepted();
        if (reply.header("ratelimit-remaining").map("0"::equals).orElse(false)) {
            reply.header("ratelimit-reset")
                    .filter(seconds -> seconds.matches("\\d{1,4}"))
                    .ifPresent(seconds -> context.limits().pause(Duration.ofSeconds(Long.parseLong(seconds))));
        }
    }

    /** {@return null if the prediction is this call's; else why it is as if nothing had been answered} */
    private @Nullable Throwable answered(Prediction prediction) {
        try {
            prediction.status();
            return context.index().take(prediction.id())
                    ? null
                    : new JobException("Prediction " + prediction.id() + " was taken for that of an equal call.");
        } catch (DecodeException e) {
            return e;
        }
    }

    private CompletableFuture<KeyResult> notAnswered(
            PredictionRequest request, Throwable failure, @Nullable Instant since) {
        if (failure instanceof RateLimitException limit) {
            context.limits().refused(limit.retryAfter().orElse(PAUSE));
            return again(request, context.sendPermit());
        }
        if (failure instanceof JobException || Failures.isAmbiguous(failure)) {
            return lookUp(request, since, Duration.ZERO, failure);
        }
        if (Failures.stopsAll(failure)) {
            context.stop(String.valueOf(failure.getMessage()), failure);
            return withdrawn(failure)
                    .thenApply(done -> KeyResult.of(
                            JobState.NOT_BEGUN, null, context.notBegun(String.valueOf(failure.getMessage()), failure)));
        }
        if (failure instanceof ConnectionException) {
            FailedRunPolicy policy = context.settings().failedRuns();
            if (policy.permits(FailureKind.UNSENT, ++unsent)
                    && context.reasonToStop().isEmpty()) {
                return again(request, context.delay(PAUSE.multipliedBy(unsent)));
            }
            return withdrawn(failure).thenApply(done -> KeyResult.of(JobState.FAILED, null, Failures.runtime(failure)));
        }
        if (failure instanceof ApiException) {
            context.limits().released();
            JournalEntry refused = new JournalEntry.Failed(
                    call.key(),
                    Instant.now(),
                    null,
                    FailureKind.REFUSED.name(),
                    String.valueOf(failure.getMessage()),
                    Map.of(),
                    Map.of());
            return context.store()
                    .append(refused)
                    .thenApply(done -> KeyResult.of(JobState.FAILED, null, Failures.runtime(failure)));
        }
        return CompletableFuture.failedFuture(failure); // the client was closed: the next opening looks for it
    }

    private CompletableFuture<KeyResult> again(PredictionRequest request, CompletableFuture<@Nullable Void> permit) {
        return chain(
                permit,
                (granted, failure) -> failure == null
                        ? create(request)
                        : withdrawn(failure).thenCompose(done -> CompletableFuture.failedFuture(failure)));
    }

    private CompletableFuture<Long> withdrawn(Throwable failure) {
        context.limits().released();
        return context.store()
                .append(new JournalEntry.Withdrawn(call.key(), Instant.now(), String.valueOf(failure.getMessage())));
    }

    // ---- the lost answer

    private CompletableFuture<KeyResult> lookUp(
            PredictionRequest request, @Nullable Instant since, Duration age, @Nullable Throwable lost) {
        CompletableFuture<RunLookup.Finding> finding = context.lookup(call.predictions())
                .find(call.digest(), since, prediction -> call.function().isOf(request, prediction));
        return chain(finding, (found, failure) -> {
            if (found instanceof RunLookup.Finding.Found it) {
                return adopted(it.prediction());
            }
            Duration rest = context.settings().timeToAppear().minus(age);
            if (!rest.isNegative() && !rest.isZero()) {
                return context.delay(rest)
                        .thenCompose(waited ->
                                lookUp(request, since, context.settings().timeToAppear(), lost));
            }
            if (failure != null) {
                return CompletableFuture.completedFuture(KeyResult.of(
                        JobState.PENDING,
                        null,
                        new UnknownRunException(
                                unknown("the recent predictions cannot be listed: " + failure.getMessage()),
                                List.of())));
            }
            return found instanceof RunLookup.Finding.Unsure unsure
                    ? undecided(request, unsure)
                    : context.reasonToStop().isEmpty()
                            ? again(request, context.sendPermit())
                            : withdrawn(new JobException("No prediction was created."))
                                    .thenCompose(done -> begin());
        });
    }

    private CompletableFuture<KeyResult> undecided(PredictionRequest request, RunLookup.Finding.Unsure unsure) {
        UnknownRunException unknown = new UnknownRunException(unknown(unsure.why()), unsure.ids());
        return switch (context.settings().unknownRuns()) {
            case FAIL -> CompletableFuture.completedFuture(KeyResult.of(JobState.UNKNOWN, null, unknown));
            case SKIP -> CompletableFuture.completedFuture(KeyResult.of(JobState.SKIPPED, null, unknown));
            case PAY_AGAIN -> {
                context.limits().ended(new Metrics(Map.of()));
                yield context.permit().thenCompose(permit -> intend(request));
            }
        };
    }

    private String unknown(String why) {
        return "Nobody can tell whether the call of " + call.model() + " for the key \"" + call.key()
                + "\" was paid: its create was sent, but its answer is not known, and " + why
                + ". It was not made again. Look at these predictions; then job.forget(key) lets it be called again, and"
                + " unknownRuns(UnknownRunPolicy.PAY_AGAIN) does so for all such calls.";
    }

    private CompletableFuture<KeyResult> adopted(Prediction prediction) {
        boolean whole = !prediction.status().equals(Status.SUCCEEDED) || prediction.output() != null;
        return started(prediction)
                .thenCompose(recorded ->
                        prediction.status().isTerminal() && whole ? ended(prediction) : follow(prediction.id()));
    }

    // ---- the run

    private CompletableFuture<KeyResult> created(Prediction prediction) {
        CompletableFuture<Long> recorded = started(prediction);
        if (prediction.status().isTerminal()) {
            // Its entry follows in the journal, mostly in one write with the first.
            return ended(prediction).thenCombine(recorded, (result, offset) -> result);
        }
        return recorded.thenCompose(
                offset -> call.isResult(prediction) ? succeeded(prediction) : follow(prediction.id()));
    }

    private CompletableFuture<Long> started(Prediction prediction) {
        Instant created = prediction.json().get("created_at") == null ? null : prediction.createdAt();
        CompletableFuture<Long> recorded =
                context.store().append(new JournalEntry.Started(call.key(), Instant.now(), prediction.id(), created));
        return recorded.thenApply(done -> {
            context.tell(listener -> listener.started(call.key(), prediction.id()));
            if (context.isCanceled()) {
                call.predictions().cancelAsync(prediction.id());
            }
            return done;
        });
    }

    private CompletableFuture<KeyResult> follow(String id) {
        return chain(context.poller().end(call.predictions(), id), (prediction, failure) -> {
            if (prediction != null) {
                return ended(prediction);
            }
            if (failure instanceof NotFoundException) {
                return lost(
                        id,
                        "Prediction " + id + " was created and may have been paid, but Replicate does not know it any"
                                + " more. It was not run again.");
            }
            if (failure != null && Failures.stopsAll(failure)) {
                context.stop(String.valueOf(failure.getMessage()), failure);
            }
            return CompletableFuture.completedFuture(
                    KeyResult.of(JobState.PENDING, id, Failures.runtime(Objects.requireNonNull(failure))));
        });
    }

    private CompletableFuture<KeyResult> ended(Prediction prediction) {
        if (!prediction.status().equals(Status.SUCCEEDED)) {
            return failed(prediction);
        }
        return prediction.isDataRemoved()
                ? lost(prediction.id(), Keeper.lost(prediction.id(), null).getMessage())
                : succeeded(prediction);
    }

    private CompletableFuture<KeyResult> failed(Prediction prediction) {
        context.limits().ended(prediction.metrics());
        ModelException failure = call.failure(prediction);
        FailureKind kind = Failures.kind(failure);
        KeyState state = context.index().get(call.key());
        int attempts = state == null ? 1 : state.attempts();
        JournalEntry entry = new JournalEntry.Failed(
                call.key(),
                Instant.now(),
                prediction.id(),
                kind.name(),
                String.valueOf(failure.getMessage()),
                prediction.metrics().json(),
                StoredPrediction.of(prediction, call.secretValues()));
        return context.store().append(entry).thenCompose(recorded -> {
            boolean again = context.settings().failedRuns().permits(kind, attempts)
                    && context.reasonToStop().isEmpty();
            return again
                    ? begin()
                    : CompletableFuture.completedFuture(KeyResult.of(JobState.FAILED, prediction.id(), failure));
        });
    }

    private CompletableFuture<KeyResult> lost(String id, @Nullable String message) {
        context.limits().ended(new Metrics(Map.of()));
        String error = String.valueOf(message);
        return context.store()
                .append(new JournalEntry.Lost(call.key(), Instant.now(), id, error))
                .thenApply(done -> KeyResult.of(JobState.LOST, id, new FilesLostException(error, null)));
    }

    // ---- the files

    private CompletableFuture<KeyResult> succeeded(Prediction prediction) {
        return CompletableFuture.supplyAsync(
                        () -> keep(prediction, 1), context.threads().downloads())
                .thenCompose(result -> result);
    }

    private CompletableFuture<KeyResult> keep(Prediction prediction, int attempt) {
        String id = prediction.id();
        OutputFiles.Stored stored;
        try {
            stored = context.files().keep(call.function(), call.key(), prediction.output());
        } catch (DecodeException e) {
            stored = new OutputFiles.Stored(prediction.output(), List.of()); // what was paid is not thrown away
        } catch (JobException e) {
            context.stop(String.valueOf(e.getMessage()), e);
            return CompletableFuture.completedFuture(KeyResult.of(JobState.PENDING, id, e));
        } catch (IOException e) {
            if (OutputFiles.isGone(e)) {
                return lost(id, Keeper.lost(id, e).getMessage());
            }
            return attempt < ATTEMPTS_TO_KEEP
                    ? context.delay(PAUSE.multipliedBy(attempt))
                            .thenComposeAsync(
                                    waited -> keep(prediction, attempt + 1),
                                    context.threads().downloads())
                    : CompletableFuture.completedFuture(KeyResult.of(
                            JobState.PENDING,
                            id,
                            new JobException(
                                    "The files of prediction " + id + " cannot be downloaded (" + e.getMessage()
                                            + "). The run was paid, and its files are there for an hour: open the job"
                                            + " again.",
                                    e)));
        }
        try {
            context.replicate(stored.files());
        } catch (IOException e) {
            JobException failure = new JobException(
                    "The files of prediction " + id + " cannot be written to the replica (" + e.getMessage()
                            + "). The run was paid, and its files are there for an hour: open the job again.",
                    e);
            context.stop(String.valueOf(failure.getMessage()), failure);
            return CompletableFuture.completedFuture(KeyResult.of(JobState.PENDING, id, failure));
        }
        JournalEntry.Done done = new JournalEntry.Done(
                call.key(),
                Instant.now(),
                id,
                stored.json(),
                stored.files(),
                prediction.metrics().json());
        context.limits().ended(prediction.metrics());
        return context.store().append(done).thenApply(recorded -> KeyResult.of(done, false));
    }

    // ---- steps

    @FunctionalInterface
    private interface Step {
        CompletableFuture<KeyResult> make();
    }

    /** Makes a step that may block. */
    private CompletableFuture<KeyResult> step(Step step) {
        return CompletableFuture.supplyAsync(step::make, context.threads().steps())
                .thenCompose(result -> result);
    }

    /** Makes the next step of what has come or failed, where it may block. */
    private <T extends @Nullable Object> CompletableFuture<KeyResult> chain(
            CompletableFuture<T> before,
            BiFunction<@Nullable T, @Nullable Throwable, CompletableFuture<KeyResult>> next) {
        return before.handleAsync(
                        (value, failure) -> next.apply(value, failure == null ? null : Failures.unwrap(failure)),
                        context.threads().steps())
                .thenCompose(result -> result);
    }
}
