package dev.replicate4j.internal.http;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A future whose cancellation, or that of a stage that depends on it, stops the work behind it. */
public final class CancelableFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final Runnable onCancel;

    /**
     * Makes a future.
     *
     * @param onCancel stops the work; called once at most, on the thread that cancels
     */
    public CancelableFuture(Runnable onCancel) {
        this.onCancel = onCancel;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean canceled = super.cancel(mayInterruptIfRunning);
        if (canceled) {
            onCancel.run();
        }
        return canceled;
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new CancelableFuture<>(() -> cancel(true));
    }
}
