package dev.replicate4j.api;

import static dev.replicate4j.internal.http.ApiOrigin.path;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What predictions and trainings have in common. */
abstract class RunResource<R, T extends RunState> extends ListResource<R, T> {

    private final String name;

    RunResource(
            Endpoint endpoint,
            Function<Endpoint, R> constructor,
            String name,
            Function<Map<String, @Nullable Object>, T> decoder) {
        super(endpoint, constructor, RequestSpec.get(name + ".list", name), decoder);
        this.name = name;
    }

    /**
     * {@return the current state}
     *
     * @param id the id
     */
    public final T get(String id) {
        return endpoint.now(getting(id));
    }

    /** {@return what {@link #get(String)} returns, without blocking} */
    public final CompletableFuture<T> getAsync(String id) {
        return endpoint.later(getting(id));
    }

    private TypedCall<T> getting(String id) {
        return TypedCall.object(RequestSpec.get(name + ".get", path(name, id)), decoder);
    }

    /**
     * Cancels it. What has ended stays as it is.
     *
     * @param id the id
     * @return the state after that, which may not be terminal yet
     */
    public final T cancel(String id) {
        return endpoint.now(canceling(id));
    }

    /** {@return what {@link #cancel(String)} returns, without blocking} */
    public final CompletableFuture<T> cancelAsync(String id) {
        return endpoint.later(canceling(id));
    }

    private TypedCall<T> canceling(String id) {
        return TypedCall.object(RequestSpec.repeatable(name + ".cancel", "POST", path(name, id, "cancel")), decoder);
    }

    /**
     * Blocks until the status is terminal, however long that takes. The polling interval grows with the time waited.
     *
     * @param id the id
     * @return the state, whose status is terminal: it may have failed
     */
    public final T await(String id) {
        return endpoint.now(() -> awaiting(id, null));
    }

    /**
     * Blocks until the status is terminal, for a limited time.
     *
     * @param id the id
     * @param timeout how long to wait at most, above zero
     * @return the state, whose status is terminal: it may have failed
     * @throws dev.replicate4j.error.CallTimeoutException if the status is not terminal then. The run goes on: nothing is cancelled
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    public final T await(String id, Duration timeout) {
        return endpoint.now(() -> awaiting(id, timeout));
    }

    /**
     * {@return what {@link #await(String)} returns, without blocking} Cancelling the future ends the waiting, not the
     * run.
     */
    public final CompletableFuture<T> awaitAsync(String id) {
        return endpoint.later(awaiting(id, null));
    }

    /**
     * {@return what {@link #await(String, Duration)} returns, without blocking} Cancelling the future ends the
     * waiting, not the run.
     */
    public final CompletableFuture<T> awaitAsync(String id, Duration timeout) {
        return endpoint.later(awaiting(id, timeout));
    }

    private CompletableFuture<T> awaiting(String id, @Nullable Duration timeout) {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException("The timeout must be above zero, but is " + timeout + ".");
        }
        return Waiting.until(endpoint, getting(id), id, timeout);
    }
}
