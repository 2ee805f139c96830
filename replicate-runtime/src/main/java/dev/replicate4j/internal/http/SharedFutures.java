package dev.replicate4j.internal.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache of work that several callers wait for. Work belongs to no caller: it goes on while one of them wants its result,
 * and is cancelled when all have cancelled their futures. What failed or was cancelled is started anew for the next
 * caller. Thread-safe.
 *
 * @param <K> what tells one piece of work from another
 * @param <T> its result
 */
public final class SharedFutures<K, T> {

    private final ConcurrentMap<K, Shared<T>> known = new ConcurrentHashMap<>();
    private final boolean remembers;

    private SharedFutures(boolean remembers) {
        this.remembers = remembers;
    }

    /** Makes a cache that keeps successes. */
    public static <K, T> SharedFutures<K, T> withMemory() {
        return new SharedFutures<>(true);
    }

    /** Makes one that shares only what is under way. */
    public static <K, T> SharedFutures<K, T> withoutMemory() {
        return new SharedFutures<>(false);
    }

    /**
     * Returns the result of the work, which is started if it is neither under way nor done.
     *
     * @param start begins the work without blocking, since whoever asks first runs it; cancelling its future stops it
     * @return a future of the caller's own: cancelling it, or a stage of it, concerns no other caller
     */
    public CompletableFuture<T> get(K key, Supplier<CompletableFuture<T>> start) {
        while (true) {
            Shared<T> fresh = new Shared<>();
            Shared<T> shared = known.putIfAbsent(key, fresh);
            CompletableFuture<T> mine = (shared == null ? fresh : shared).join();
            if (shared == null) {
                fresh.result.whenComplete((value, failure) -> {
                    if (failure != null || !remembers) {
                        known.remove(key, fresh);
                    }
                });
                fresh.start(start);
            }
            if (mine != null) {
                return mine;
            }
            known.remove(key, shared);
        }
    }

    /** Forgets the successes that match, so that their work is done again for the next caller. */
    public void removeIf(Predicate<? super T> outdated) {
        known.values()
                .removeIf(shared -> shared.result.isDone()
                        && !shared.result.isCompletedExceptionally()
                        && outdated.test(shared.result.join()));
    }

    /** Fails what is under way, for all who wait for it, and cancels the work. */
    public void failAll(Function<? super K, ? extends Throwable> failure) {
        known.forEach((key, shared) -> shared.result.completeExceptionally(failure.apply(key)));
    }

    /** One piece of work, counted by those who wait for it. */
    private static final class Shared<T> {

        private final CompletableFuture<T> result = new CompletableFuture<>();
        private int waiting;
        private boolean abandoned;

        /** Returns a future for one more caller; null if the work was abandoned. */
        synchronized @Nullable CompletableFuture<T> join() {
            if (abandoned) {
                return null;
            }
            waiting++;
            CancelableFuture<T> mine = new CancelableFuture<>(this::leave);
            pass(result, mine);
            return mine;
        }

        void start(Supplier<CompletableFuture<T>> start) {
            try {
                CompletableFuture<T> work = start.get();
                pass(work, result);
                result.whenComplete((value, failure) -> work.cancel(true));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        private static <T> void pass(CompletableFuture<T> from, CompletableFuture<T> to) {
            from.whenComplete((value, failure) -> {
                if (failure == null) {
                    to.complete(value);
                } else {
                    to.completeExceptionally(Futures.unwrap(failure));
                }
            });
        }

        private void leave() {
            synchronized (this) {
                abandoned = --waiting == 0 && !result.isDone();
                if (!abandoned) {
                    return;
                }
            }
            result.cancel(true);
        }
    }
}
