package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Predictions;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.Scheduler;
import dev.replicate4j.internal.http.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all runs of one client share, and by what listeners know the call of each. Thread-safe. */
final class CallContext {

    /** Apart, so that the first client of a JVM is made without waiting for the JDK to find its first logger. */
    private static final class Log {
        static final Logger LOG = System.getLogger("dev.replicate4j.runs");
    }

    /** What a call may take longer than its timeout, to learn what became of the run. */
    private static final Duration TIME_TO_CANCEL = Duration.ofSeconds(5);

    /** A prediction that has just been created may not be known everywhere yet. */
    private static final Duration TIME_TO_APPEAR = Duration.ofSeconds(10);

    private static final Duration APPEARANCE_INTERVAL = Duration.ofMillis(500);

    private final Transport transport;
    private final Scheduler scheduler;
    private final Predictions predictions;
    private final Consumer<Prediction> listener;
    private final Map<Object, CompletableFuture<?>> endings;
    private final Set<Activity> activities;
    private final AccountCreates accounts;
    private final @Nullable Object call;

    /** What ends when the client is closed. */
    interface Activity {

        void close();
    }

    CallContext(Transport transport, Consumer<Prediction> listener) {
        this.transport = transport;
        this.scheduler = transport.scheduler();
        this.predictions = new Predictions(Endpoint.direct(transport));
        this.listener = listener;
        this.endings = new ConcurrentHashMap<>();
        this.activities = ConcurrentHashMap.newKeySet();
        this.accounts = new AccountCreates(transport);
        this.call = null;
    }

    private CallContext(CallContext client, @Nullable Object call) {
        this.transport = client.transport;
        this.scheduler = client.scheduler;
        this.predictions = new Predictions(Endpoint.direct(client.transport).withContext(call));
        this.listener = client.listener;
        this.endings = client.endings;
        this.activities = client.activities;
        this.accounts = client.accounts;
        this.call = call;
    }

    /** Returns the same for one call, by what listeners know it. */
    CallContext forCall(@Nullable Object call) {
        return call == null ? this : new CallContext(this, call);
    }

    /** {@return what listeners know the call by} */
    @Nullable Object call() {
        return call;
    }

    /** {@return a request as one of this call} */
    RequestSpec request(RequestSpec spec) {
        return spec.withContext(call);
    }

    Transport transport() {
        return transport;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Predictions predictions() {
        return predictions;
    }

    Duration elapsed(long since) {
        return Duration.ofNanos(scheduler.nanoTime() - since);
    }

    /** {@return the activities that poll} */
    Set<Activity> activities() {
        return activities;
    }

    /** {@return what closing the client waits for: cancellations, and creates that have to be cancelled} */
    Collection<CompletableFuture<?>> endings() {
        return endings.values();
    }

    /** Lets closing the client wait for something. */
    <T extends @Nullable Object> CompletableFuture<T> ending(CompletableFuture<T> ending) {
        Object key = new Object();
        endings.put(key, ending);
        ending.whenComplete((value, failure) -> endings.remove(key));
        return ending;
    }

    /** {@return the pending creates of the account that the token of this moment belongs to} */
    PendingCreates pendingCreates() {
        return accounts.current();
    }

    void releaseAccounts() {
        accounts.release();
    }

    /** Tells the listener, whose failures are not the run's. */
    void changed(Prediction prediction) {
        Log.LOG.log(Level.DEBUG, () -> "Prediction " + prediction.id() + " is " + prediction.status());
        try {
            listener.accept(prediction);
        } catch (RuntimeException e) {
            Log.LOG.log(Level.WARNING, "A run listener failed", e);
        }
    }

    /** Says in the log what goes on, and is billed, though nobody waits for it. */
    void warn(String message, @Nullable Throwable cause) {
        Log.LOG.log(Level.WARNING, message, cause);
    }

    /** Reads a prediction; since is when its create was answered. */
    CompletableFuture<Prediction> get(String id, long since) {
        return appearing(() -> predictions.getAsync(id), since);
    }

    /** Cancels a prediction, even if it is so new that it is not known everywhere. */
    CompletableFuture<Prediction> cancel(String id) {
        return appearing(() -> predictions.cancelAsync(id), scheduler.nanoTime());
    }

    /** Cancels a prediction and says within a few seconds what became of it. */
    CompletableFuture<Prediction> cancelInTime(String id) {
        CompletableFuture<Prediction> canceled = ending(cancel(id));
        Future<?> timer = scheduler.schedule(() -> canceled.cancel(true), TIME_TO_CANCEL);
        return canceled.whenComplete((prediction, failure) -> timer.cancel(false));
    }

    /** Cancels a prediction that nobody waits for; the log says so if that fails. */
    void cancelQuietly(String name, String id) {
        ending(cancel(id)).whenComplete((prediction, failure) -> {
            if (failure == null) {
                changed(prediction);
            } else {
                warn(
                        "Prediction " + id + " of " + name
                                + " was given up but could not be canceled; it goes on and is billed."
                                + " Cancel it with replicate.predictions().cancel(\"" + id + "\").",
                        Futures.unwrap(failure));
            }
        });
    }

    /** Whether a prediction may not be known everywhere yet. */
    boolean mayStillAppear(Throwable failure, long since) {
        return Futures.unwrap(failure) instanceof NotFoundException
                && elapsed(since).compareTo(TIME_TO_APPEAR) < 0;
    }

    private CompletableFuture<Prediction> appearing(Supplier<CompletableFuture<Prediction>> request, long since) {
        CompletableFuture<Prediction> result = new CompletableFuture<>();
        request.get().whenComplete((prediction, failure) -> {
            if (failure == null) {
                result.complete(prediction);
            } else if (mayStillAppear(failure, since)) {
                again(request, since, result);
            } else {
                result.completeExceptionally(Futures.unwrap(failure));
            }
        });
        return result;
    }

    private void again(
            Supplier<CompletableFuture<Prediction>> request, long since, CompletableFuture<Prediction> result) {
        try {
            scheduler.schedule(
                    () -> appearing(request, since).whenComplete((prediction, failure) -> {
                        if (failure == null) {
                            result.complete(prediction);
                        } else {
                            result.completeExceptionally(failure);
                        }
                    }),
                    APPEARANCE_INTERVAL);
        } catch (RuntimeException closed) {
            result.completeExceptionally(closed);
        }
    }
}
