package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.ServerException;
import dev.replicate4j.internal.call.PendingCreates.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates predictions so that none is paid for twice. The API has no idempotency key, so a create whose answer was lost is
 * not just sent again: the prediction is looked for among the recent ones. Found, the caller carries on with it; where
 * there surely is none, it is created again; where nobody can tell, the caller is told so. Thread-safe.
 */
final class Reconciler {

    /** When to look after an answer was lost: a create may still be on its way then. */
    private static final List<Duration> LOOKS = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3));

    /** A gateway that lost its backend cannot say whether that has created the prediction. */
    private static final Set<Integer> LOST_BEHIND_GATEWAY = Set.of(502, 504);

    private final PredictionService runs;
    private final PendingCreates pendingCreates = new PendingCreates();

    Reconciler(PredictionService runs) {
        this.runs = runs;
    }

    /**
     * Creates a prediction.
     *
     * @param wanted whether the caller still waits: nothing is created again for one who does not
     */
    CompletableFuture<Prediction> create(PredictionSpec spec, BooleanSupplier wanted) {
        CompletableFuture<Prediction> created = new CompletableFuture<>();
        new SingleCreate(spec, wanted, created, 1).send();
        return created;
    }

    /** Cancels the prediction of a create that is not answered yet, if it can be told from all others. */
    void cancelUnanswered(PredictionSpec spec, long sentAt) {
        RecentPredictions.since(sentAt, runs.predictions(), runs.pacer()).thenAccept(recent -> {
            Prediction only = recent == null ? null : pendingCreates.onlyOne(spec, recent);
            if (only != null && !only.status().isTerminal()) {
                runs.cancelQuietly(spec.name(), only.id());
            }
        });
    }

    private final class SingleCreate {

        private final PredictionSpec spec;
        private final BooleanSupplier wanted;
        private final CompletableFuture<Prediction> created;
        private final int number;
        private final long sentAt = runs.pacer().nanoTime();

        SingleCreate(PredictionSpec spec, BooleanSupplier wanted, CompletableFuture<Prediction> created, int number) {
            this.spec = spec;
            this.wanted = wanted;
            this.created = created;
            this.number = number;
        }

        void send() {
            pendingCreates.sent(spec);
            runs.predictions().createAsync(spec.request()).whenComplete((prediction, thrown) -> {
                Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
                if (failure == null) {
                    answered(prediction);
                } else if (isLost(failure)) {
                    pendingCreates.lost(spec).thenRun(() -> look(0, failure));
                } else {
                    pendingCreates.refused(spec);
                    created.completeExceptionally(failure);
                }
            });
        }

        private void answered(Prediction prediction) {
            try {
                pendingCreates.answered(spec, prediction.id());
                created.complete(prediction);
            } catch (DecodeException e) { // an answer without an id
                pendingCreates.refused(spec);
                created.completeExceptionally(e);
            }
        }

        private void look(int count, Throwable lost) {
            runs.pacer()
                    .schedule(
                            () -> RecentPredictions.since(sentAt, runs.predictions(), runs.pacer())
                                    .whenComplete((recent, failure) -> seen(count, lost, recent, failure))
                                    .whenComplete((recent, failure) -> failed(failure)),
                            LOOKS.get(count));
        }

        private void seen(int count, Throwable lost, @Nullable List<Prediction> recent, @Nullable Throwable failure) {
            if (recent == null) {
                String why = failure == null
                        ? "too many predictions have been created since"
                        : "the recent predictions can't be listed (" + failure.getMessage() + ")";
                giveUp(lost, why);
                return;
            }
            Finding finding = pendingCreates.judge(spec, recent);
            if (finding instanceof Finding.Found found) {
                pendingCreates.closed(spec);
                created.complete(found.prediction());
            } else if (finding instanceof Finding.Unsure unsure) {
                giveUp(lost, "any of these may be it: " + String.join(", ", unsure.ids()));
            } else if (count + 1 < LOOKS.size()) {
                look(count + 1, lost);
            } else {
                again(lost);
            }
        }

        /** What went wrong in judging must not leave the caller waiting; where the outcome is known already, that counts. */
        private void failed(@Nullable Throwable failure) {
            if (failure != null) {
                created.completeExceptionally(failure);
            }
        }

        private void again(Throwable lost) {
            pendingCreates.closed(spec);
            if (wanted.getAsBoolean()
                    && number < runs.transport().config().retryPolicy().maxAttempts()) {
                new SingleCreate(spec, wanted, created, number + 1).send();
            } else {
                created.completeExceptionally(lost);
            }
        }

        private void giveUp(Throwable lost, String why) {
            pendingCreates.closed(spec);
            created.completeExceptionally(new ConnectionException(
                    "Replicate's answer to the create of " + spec.name()
                            + " was lost, and nobody can tell whether it has"
                            + " created a prediction: " + why
                            + ". It was not created again, since both would be billed."
                            + " Look for it in replicate.predictions().list(), and pick it up with replicate.resume(..., id)."
                            + " (" + lost.getMessage() + ")",
                    true,
                    lost));
        }
    }

    private static boolean isLost(Throwable failure) {
        return failure instanceof ConnectionException broken && broken.requestSent()
                || failure instanceof ServerException server && LOST_BEHIND_GATEWAY.contains(server.status());
    }
}
