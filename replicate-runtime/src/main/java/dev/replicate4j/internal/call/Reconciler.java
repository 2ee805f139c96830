package dev.replicate4j.internal.call;

import dev.replicate4j.error.ApiException;
import dev.replicate4j.internal.http.Futures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the prediction of one create among the account's recent ones, until it is found or enough time has passed: the
 * list may be some 10 s behind, and so may be what created the prediction. Holds no thread.
 */
final class Reconciler {

    /** When to look, from the beginning. */
    private static final List<Duration> LOOKS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofMillis(2500),
            Duration.ofMillis(4500),
            Duration.ofSeconds(7),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20));

    private final CallContext context;
    private final long sentAt;
    private final Function<RecentPredictions, Finding> judge;
    private final BooleanSupplier wanted;
    private final CompletableFuture<Finding> result = new CompletableFuture<>();
    private volatile @Nullable Instant begin;
    private int looks;

    /**
     * Prepares to look.
     *
     * @param sentAt when the create was sent
     * @param judge what the recent predictions mean
     * @param wanted asked before each look
     */
    Reconciler(CallContext context, long sentAt, Function<RecentPredictions, Finding> judge, BooleanSupplier wanted) {
        this.context = context;
        this.sentAt = sentAt;
        this.judge = judge;
        this.wanted = wanted;
    }

    /**
     * Begins.
     *
     * @param before what each look waits for
     * @return what has been found, or what the last look has shown; fails only if looking is impossible
     */
    CompletableFuture<Finding> start(Supplier<CompletableFuture<?>> before) {
        look(before);
        return result;
    }

    private void look(Supplier<CompletableFuture<?>> before) {
        if (!wanted.getAsBoolean()) {
            result.complete(new Finding.None());
            return;
        }
        before.get()
                .thenCompose(done -> RecentPredictions.since(begin, sentAt, context.predictions(), context.scheduler()))
                .handle((recent, failure) -> recent == null ? unreadable(failure) : judge(recent))
                .whenComplete(Futures.guarded(result, (finding, failure) -> seen(finding, failure, before)));
    }

    private Finding judge(RecentPredictions recent) {
        begin = recent.begin();
        return judge.apply(recent);
    }

    private Finding unreadable(@Nullable Throwable failure) {
        Throwable cause = failure == null ? null : Futures.unwrap(failure);
        if (cause instanceof ApiException refusal && refusal.status() < 500) {
            looks = LOOKS.size() - 1; // it would be refused again
        }
        String why = cause == null ? "" : " (" + cause.getMessage() + ")";
        return new Finding.Unsure("the recent predictions can't be listed" + why);
    }

    private void seen(@Nullable Finding finding, @Nullable Throwable failure, Supplier<CompletableFuture<?>> before) {
        looks++;
        if (failure != null) {
            result.completeExceptionally(failure);
        } else if (finding instanceof Finding.Found || looks == LOOKS.size()) {
            result.complete(finding);
        } else {
            Duration pause = LOOKS.get(looks).minus(LOOKS.get(looks - 1));
            context.scheduler().schedule(() -> Futures.guard(result, () -> look(before)), pause);
        }
    }
}
