package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.ServerException;
import dev.replicate4j.internal.call.Ledger.Finding;
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
final class Creator {

    /** When to look after an answer was lost: a create may still be on its way then. */
    private static final List<Duration> LOOKS = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3));

    /** A gateway that lost its backend cannot say whether that has created the prediction. */
    private static final Set<Integer> LOST_BEHIND_GATEWAY = Set.of(502, 504);

    private final Runs runs;
    private final Ledger ledger = new Ledger();

    Creator(Runs runs) {
        this.runs = runs;
    }

    /**
     * Creates a prediction.
     *
     * @param wanted whether the caller still waits: nothing is created again for one who does not
     */
    CompletableFuture<Prediction> create(Order order, BooleanSupplier wanted) {
        CompletableFuture<Prediction> created = new CompletableFuture<>();
        new Attempt(order, wanted, created, 1).send();
        return created;
    }

    /** Cancels the prediction of a create that is not answered yet, if it can be told from all others. */
    void cancelUnanswered(Order order, long sentAt) {
        Recent.since(sentAt, runs.predictions(), runs.pacer()).thenAccept(recent -> {
            Prediction only = recent == null ? null : ledger.onlyOne(order, recent);
            if (only != null && !only.status().isTerminal()) {
                runs.cancelQuietly(order.name(), only.id());
            }
        });
    }

    private final class Attempt {

        private final Order order;
        private final BooleanSupplier wanted;
        private final CompletableFuture<Prediction> created;
        private final int number;
        private final long sentAt = runs.pacer().nanoTime();

        Attempt(Order order, BooleanSupplier wanted, CompletableFuture<Prediction> created, int number) {
            this.order = order;
            this.wanted = wanted;
            this.created = created;
            this.number = number;
        }

        void send() {
            ledger.sent(order);
            runs.predictions().createAsync(order.request()).whenComplete((prediction, thrown) -> {
                Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
                if (failure == null) {
                    answered(prediction);
                } else if (isLost(failure)) {
                    ledger.lost(order).thenRun(() -> look(0, failure));
                } else {
                    ledger.refused(order);
                    created.completeExceptionally(failure);
                }
            });
        }

        private void answered(Prediction prediction) {
            try {
                ledger.answered(order, prediction.id());
                created.complete(prediction);
            } catch (DecodeException e) { // an answer without an id
                ledger.refused(order);
                created.completeExceptionally(e);
            }
        }

        private void look(int count, Throwable lost) {
            runs.pacer()
                    .schedule(
                            () -> Recent.since(sentAt, runs.predictions(), runs.pacer())
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
            Finding finding = ledger.judge(order, recent);
            if (finding instanceof Finding.Found found) {
                ledger.closed(order);
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
            ledger.closed(order);
            if (wanted.getAsBoolean()
                    && number < runs.transport().config().retryPolicy().maxAttempts()) {
                new Attempt(order, wanted, created, number + 1).send();
            } else {
                created.completeExceptionally(lost);
            }
        }

        private void giveUp(Throwable lost, String why) {
            ledger.closed(order);
            created.completeExceptionally(new ConnectionException(
                    "Replicate's answer to the create of " + order.name()
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
