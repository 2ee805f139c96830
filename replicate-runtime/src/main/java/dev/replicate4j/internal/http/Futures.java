package dev.replicate4j.internal.http;

import dev.replicate4j.error.InterruptedCallException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the JDK's futures leave to their users. */
public final class Futures {

    private Futures() {}

    /** Returns what a future failed with, without the exceptions that futures wrap it in. */
    public static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /**
     * Makes a callback that cannot leave a result open: an exception in a callback of a future completes nothing, and
     * whoever waits for the result would do so for ever.
     *
     * @param result fails with what the callback throws
     * @param callback gets the value, or what the future failed with, unwrapped
     */
    public static <T extends @Nullable Object> BiConsumer<T, @Nullable Throwable> guarded(
            CompletableFuture<?> result, BiConsumer<T, @Nullable Throwable> callback) {
        return (value, failure) -> {
            try {
                callback.accept(value, failure == null ? null : unwrap(failure));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        };
    }

    /** Runs a step on the way to a result; the result fails with what it throws. */
    public static void guard(CompletableFuture<?> result, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /**
     * Begins a second step with the result of a first one.
     *
     * @return the result of the second; cancelling it, or a stage of it, cancels the step that is under way
     */
    public static <T extends @Nullable Object, U extends @Nullable Object> CompletableFuture<U> chain(
            CompletableFuture<T> first, Function<T, CompletableFuture<U>> second) {
        if (first.isDone() && !first.isCompletedExceptionally()) {
            try {
                return second.apply(first.join());
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        AtomicReference<CompletableFuture<?>> current = new AtomicReference<>(first);
        CancelableFuture<U> result = new CancelableFuture<>(() -> current.get().cancel(true));
        first.whenComplete(guarded(result, (value, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
                return;
            }
            CompletableFuture<U> next = second.apply(value);
            current.set(next);
            if (result.isCancelled()) {
                next.cancel(true);
            }
            next.whenComplete((last, broken) -> pass(last, broken, result));
        }));
        return result;
    }

    private static <T extends @Nullable Object> void pass(
            T value, @Nullable Throwable failure, CompletableFuture<T> to) {
        if (failure == null) {
            to.complete(value);
        } else {
            to.completeExceptionally(unwrap(failure));
        }
    }

    /**
     * Waits for a future.
     *
     * @return its value
     * @throws RuntimeException what the future failed with, whose stack trace then begins with the caller's
     * @throws InterruptedCallException if the thread is interrupted; the future is cancelled then, and the flag set again
     */
    public static <T extends @Nullable Object> T join(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    "The thread was interrupted while it waited for Replicate. The call was given up.", e);
        } catch (ExecutionException e) {
            throw CallerStackTrace.rethrow(unwrap(e));
        }
    }
}
